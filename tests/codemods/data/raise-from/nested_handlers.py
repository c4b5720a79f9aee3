def f(x):
    try:
        x()
    except OSError:
        try:
            x.close()
        except ValueError:
            raise KeyError(x)
# output
def f(x):
    try:
        x()
    except OSError:
        try:
            x.close()
        except ValueError as error:
            raise KeyError(x) from error
