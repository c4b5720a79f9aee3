def f(a):
    """Do it.

    :returns: the number of things
    """
    print(a)


def g(a):
    """Do it.

    Returns:
        bool: whether it worked
    """
    print(a)
