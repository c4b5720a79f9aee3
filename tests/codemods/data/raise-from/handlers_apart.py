def f(x):
    try:
        x()
    except OSError as error:
        print(error)
    try:
        x()
    except ValueError:
        raise KeyError(x)
# output
def f(x):
    try:
        x()
    except OSError as error:
        print(error)
    try:
        x()
    except ValueError as error:
        raise KeyError(x) from error
