def f(a):
    return type(a) == type(None)
# output
def f(a):
    return type(a) is type(None)
