def f(a, b):
    return type(a) == type(b) == int, type(a) is int, type("A", (), {}) == a
