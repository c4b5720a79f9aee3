def a():
    """Return it."""


def b():
    """Return it."""


def c():
    """Return it."""


def d():
    """Return it."""


def e():
    """Return it."""


def f():
    """Return it."""


def g():
    r'''Match \d.'''


def h():
    '''
    >>> h()
    '''
