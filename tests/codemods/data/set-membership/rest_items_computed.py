A, B, C = 1, 2, 3


def check(value: int, more: list[int]):
    return (
        value in [A, B, C]
        or value in [1, 2, [3]]
        or value in [*more, 1, 2]
        or value in [(1, 2), 3, 4]
    )
