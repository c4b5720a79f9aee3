def check(value: str, other):
    return value in ["a", "b", "c"] == other
