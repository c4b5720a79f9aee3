def _a(verbose=False):
    print(verbose)


def _b(name="x"):
    print(name)


def _c(name="x"):
    print(name)


def _d(name="x"):
    print(name)


def open_to_all(name="x"):
    print(name)


_a(2)
_b(None)
_c(**{"name": 3})
map(_d, [1, 2])
