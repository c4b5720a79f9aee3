class str:
    __hash__ = None


def check(value: str):
    return value in ["a", "b", "c"]
