def scale(values, factor):
    """Scale all."""
    assert factor > 0, "the factor must be above 0"
    assert isinstance(values, list)
    total = sum(values)
    assert total >= factor
    return total


async def fetch(url, *, retries=3):
    assert url.startswith("https:")
    assert 0 <= retries < 10
    return url
# reported
# 3: `python -O` drops this check of `factor`
# 4: `python -O` drops this check of `values`
# 11: `python -O` drops this check of `url`
# 12: `python -O` drops this check of `retries`
