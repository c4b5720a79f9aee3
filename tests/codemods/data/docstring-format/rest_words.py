def a():
    """returns it"""


def b(x):
    """
    Return it
    Args:
      x: a number
    """


def c():
    """Return it."""
