def check(items: list[str]):
    return "".join([item for item in items]), sum([1 for _ in items])
