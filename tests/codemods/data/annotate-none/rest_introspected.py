import inspect


def f(a):
    print(inspect.signature(a))
