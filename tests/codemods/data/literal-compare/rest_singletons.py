def f(a):
    return a is None or a is True or a is not False or a is ... or a is NotImplemented
