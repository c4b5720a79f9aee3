def f(a: list[int], b: 'str | None' = None) -> int:
    print(
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
    )
    # Count the things
    for x in a:
        if x:
            print(b)
        else:
            print(1)
        print(x)
        print(b)
        print(a)
    # then
    return 1
# output
def f(a: list[int], b: 'str | None' = None) -> int:
    print(
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
    )
    # Count the things
    _count_things(a, b)
    # then
    return 1


def _count_things(a: list[int], b: 'str | None') -> None:
    for x in a:
        if x:
            print(b)
        else:
            print(1)
        print(x)
        print(b)
        print(a)
