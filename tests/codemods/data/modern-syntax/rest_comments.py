class A(
    object,  # for Python 2
): ...


def f(a):
    if a:
        print(a)
        # nothing to do yet
        pass
    return  # the caller waits


x = (u"a"  # noqa: UP025
)
