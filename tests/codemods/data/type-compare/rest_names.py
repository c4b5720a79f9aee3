def f(a):
    return type(a).__name__ == "str", type(a) in (int, str), a == type
