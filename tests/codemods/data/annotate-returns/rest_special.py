def __getattr__(name):
    return "x"


class A:
    def __eq__(self, other):
        return self is other


def gen():
    yield 1
    return "x"


def said() -> "str":
    return "x"


f = lambda: True
