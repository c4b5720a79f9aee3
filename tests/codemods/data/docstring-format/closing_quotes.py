def f():
    """Return it.

    At once.
    """


def g():
    """Return it.

    At once.
    """


def h():
    """Return it.

    At once.
    """


def i():
    """Return it.

    At once."""
# output
def f():
    """Return it.

    At once.
    """


def g():
    """Return it.

    At once.
    """


def h():
    """Return it.

    At once.
    """


def i():
    """Return it.

    At once.
    """
