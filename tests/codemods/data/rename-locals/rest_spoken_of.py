def a(items):
    # rowCount is what the caller wants
    rowCount = len(items)
    return rowCount


def b(items):
    """Return rowCount."""
    rowCount = len(items)
    return rowCount


def c(items):
    rowCount = len(items)  # type: int
    if not rowCount:
        raise ValueError("rowCount must not be 0")
    return rowCount
