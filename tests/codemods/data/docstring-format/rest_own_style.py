def f():
    ''' Return it.'''

    return 1


def g():
    ''' Return it.'''

    return 1


def h():
    """Return it."""
    return 1


class A:
    """A."""
    x = 1
