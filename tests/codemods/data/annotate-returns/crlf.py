def f(a):
    return a is None
# output
def f(a) -> bool:
    return a is None
