def f(a, b):
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
            b += x
        else:
            b -= 1
        print(x)
        print(b)
        print(a)
    # then
    return b


def g(a, b):
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
    # count things.
    for x in a:
        if x:
            b += x
        else:
            b -= 1
        print(x)
        print(b)
        print(a)
    # then
    return b
