def load(path, strict: bool = True, *, depth=0):
    """Load it.

    Args:
        paths: where
            it is # a number
        strict (bool): or not

    Raises:
        ValueError: never
    """
    return 1
# output
def load(path, strict: bool = True, *, depth=0):
    """Load it.

    Args:
        path: where
            it is # a number
        strict (bool): or not
        depth: Defaults to 0.

    Raises:
        ValueError: never
    """
    return 1
