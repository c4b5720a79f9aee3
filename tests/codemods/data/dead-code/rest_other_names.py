def public(x):
    return x


def __getattr__(name):
    return name


def _(text):
    return text


class A:
    def __private(self):
        return 1

    def _repr_(self):
        return 1


_VALUE = 3
if A:
    def _either(x):
        return x
else:
    def _either(x):
        return x


if __name__ == "__main__":
    print(1)
