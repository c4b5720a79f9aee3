def a(x, y):
    """Do.

    Args:
        x: one
        colour: which it is
    """
    return x


def b(x, y):
    """Do.

    Args:
        x: one
    """
    return x


def c(x):
    """Do.

    Args:
        colour: one
        size: two
        x: three
    """
    return x


def d(x):
    """Do.

    Args:
        This one has no
        entries: at all
    """
    return x


def e(x):
    """Do.

    Args:
        x: one

    :param y: two
    """
    return x


def f(x):
    """Do.

    Args:
        y: all others are gone
    """
    return x


def g(x, mode="x"):
    """Do.

    Args:
        x: one

    The mode is spoken of here.
    """
    return x
