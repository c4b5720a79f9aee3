def f(a):  # type: (int) -> None
    print(a)


def g(
    a,  # type: int
):
    # type: (...) -> None
    print(a)


def h(a):  # type: ignore
    print(a)
