def grow(rows=[]):
    return len(rows)


def read(function):
    return getattr(function, "__defaults__")
