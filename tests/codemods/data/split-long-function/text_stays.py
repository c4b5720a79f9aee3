def f(a):
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
    while a:
        print("""
  as it is
""")
        a.pop()
        # what is left
        print(
            a,
        )
        print([y for y in a], sorted(a, key=lambda y: -y))
    # then
    return 1
# output
def f(a):
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
    _count_things(a)
    # then
    return 1


def _count_things(a):
    while a:
        print("""
  as it is
""")
        a.pop()
        # what is left
        print(
            a,
        )
        print([y for y in a], sorted(a, key=lambda y: -y))
