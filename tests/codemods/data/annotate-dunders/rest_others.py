def __init__(self):
    self.x = 1


def __len__():
    return 1


class A:
    def __eq__(self, other):
        return self is other

    def __iter__(self):
        return iter(())

    def __exit__(self, *error):
        return True

    def __contains__(self, x):
        return x

    def __init__(self) -> "None":
        self.x = 1

    def __getattr__(self, name):
        return 1
