ADMIN = "admin"


def f(a, b):
    return a is ADMIN or a is not b or type(a) is str
