class oops(Exception):
    pass


def f(x):
    try:
        x()
    except OSError:
        raise oops()
# output
class oops(Exception):
    pass


def f(x):
    try:
        x()
    except OSError as error:
        raise oops() from error
