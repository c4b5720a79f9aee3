file = 1


def f(path):
    if path:
        return open(path).read()
# output
file = 1


def f(path):
    if path:
        with open(path) as handle:
            return handle.read()
