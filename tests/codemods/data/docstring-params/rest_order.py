def solve(c, indptr, indices, data):
    """Solve.

    Parameters
    ----------
    c : array
    datas : array
    indice : array
    """
    return c, indptr, indices, data


def pair(ax, z):
    """Pair.

    Parameters
    ----------
    ax, by : array
        Both.
    z : int
    """
    return ax


def parts(args):
    """Parts.

    Parameters
    ----------
    args : tuple
        Holds these:

    seed : int
        The first.
    """
    return args
