def join(names=[], sep=""):
    # type: (List[str], str) -> str
    """Join the names."""
    return sep.join(names)


def total(
    prices=[],  # type: List[int]
):
    return sum(prices)
