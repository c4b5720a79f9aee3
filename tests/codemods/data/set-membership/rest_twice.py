def is_one(number: int) -> bool:
    return number in [1, True, 2, 3]


def is_size(name: str) -> bool:
    return name in ["s", "m", "l", "s"]
