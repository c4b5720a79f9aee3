def _f(a="x"):
    """Do it.

    :param a: what
    :type a: str or list
    """
    print(a)


def _g(a=False):
    """Do it.

    Parameters
    ----------
    a : bool or int
        How much.
    """
    print(a)


def _h(a="x"):
    """Do it.

    Args:
        a (str, optional): may be None. Or
        b: x
    """
    a = a.x
    print(a)


def _i(a="x"):
    """Do it.

    :param callable a: what
    """
    print(a)
