def check(a, b):
    return any([a, b]), all(x for x in (a, b)), all([])
