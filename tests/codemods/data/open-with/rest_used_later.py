def f(path):
    file = open(path)

    def read():
        return file.read()

    return read


def g(path):
    file = open(path)
    return lambda: file.read()


def h(path):
    file = open(path)
    return map(str.strip, file)
