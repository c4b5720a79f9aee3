def a():
    """Return it."""
    return 1


def b():
    """Return it."""
    return 1


def c():
    """Return it."""
    return 1


def d():
    """Return it."""

    # what follows is slow
    return 1


def e():
    """Return it."""

    def inner(): ...

    return inner
