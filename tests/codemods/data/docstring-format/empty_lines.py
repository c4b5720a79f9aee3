class A:
    """A."""

    x = 1


class B:
    """B."""

    x = 1


class C:
    """C."""

    x = 1


class D:

    """D."""
    x = 1


def f():
    """Return it."""
    return 1


def g():
    """Return it."""
    return 1


def h():
    """Return it."""
    return 1


def i():
    """Return it."""

    return 1
# output
class A:
    """A."""

    x = 1


class B:
    """B."""

    x = 1


class C:
    """C."""

    x = 1


class D:
    """D."""

    x = 1


def f():
    """Return it."""
    return 1


def g():
    """Return it."""
    return 1


def h():
    """Return it."""
    return 1


def i():
    """Return it."""
    return 1
