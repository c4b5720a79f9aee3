# minimum Python: 3.11
def f():
    try:
        pass
    except* OSError as errors:
        raise
# output
# minimum Python: 3.11
def f():
    try:
        pass
    except* OSError:
        raise
