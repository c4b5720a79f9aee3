def f(path):
    try:
        return open(path)
    except OSError as error:
        return None
# output
def f(path):
    try:
        return open(path)
    except OSError:
        return None
