class A:
    def fit(self, x, y=None, *args, key=1, _hidden=2, **keywords):
        """Fit.

        Parameters
        ----------
        x, y : array
            Both.
        *args
            More.
        key : int
        other : int
            One of the keywords.
        """
        return x

    @property
    def nodes(self):
        """Nodes.

        Parameters
        ----------
        data : bool
            Of the view.
        """
        return view(self)


def g(a, b):
    """Do it.

    Args:
        a: x

    Keyword Args:
        b: y
    """
    return a


def h(a, b=1):
    """Args: none of this."""
    return a
