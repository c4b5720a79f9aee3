async def f():
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
    try:
        import_them()
    except OSError:
        # they are not there
        print('no')
    with open('a') as file:
        print(file.read())  # all of it
    print('done')
    # then
    return 1
# output
async def f():
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
    _count_things()
    # then
    return 1


def _count_things():
    try:
        import_them()
    except OSError:
        # they are not there
        print('no')
    with open('a') as file:
        print(file.read())  # all of it
    print('done')
