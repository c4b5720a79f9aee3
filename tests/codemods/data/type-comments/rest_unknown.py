a = u"x"  # type: unicode
b = []  # type: List[int]
c = 1  # type: not a type


def f(x):
    # type: (Mystery) -> None
    print(x)
