def fit(x, weights, *, copy=True):
    """Fit.

    Parameters
    ----------
    x : array
        The data.

    weight : array
        What counts; see `weight`.

    seed : int
        Gone.

    copy : bool, default True
        Or not.

    Returns
    -------
    weight : float
    """
    return 1
# output
def fit(x, weights, *, copy=True):
    """Fit.

    Parameters
    ----------
    x : array
        The data.

    weights : array
        What counts; see `weights`.

    copy : bool, default True
        Or not.

    Returns
    -------
    weight : float
    """
    return 1
