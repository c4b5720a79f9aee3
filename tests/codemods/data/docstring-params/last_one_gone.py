def scale(pos):
    """Scale.

    Parameters
    ----------
    pos : array
        Where.

    other : int
        Gone.

    Returns
    -------
    array
    """
    return pos
# output
def scale(pos):
    """Scale.

    Parameters
    ----------
    pos : array
        Where.

    Returns
    -------
    array
    """
    return pos
