def check(items: list[int]):
    return sum([item for item in items], 1), max([item for item in items], default=0)
