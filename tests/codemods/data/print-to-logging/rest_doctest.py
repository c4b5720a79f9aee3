def load(path):
    """Load it.

    >>> load("a")
    Error: a
    """
    print("Error:", path)
