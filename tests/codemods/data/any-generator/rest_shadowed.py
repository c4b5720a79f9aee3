from numpy import any


def check(items: list[int]):
    return any([item > 1 for item in items])
