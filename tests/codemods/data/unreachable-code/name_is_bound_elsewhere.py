y = 1


def f(x):
    y = x
    return y
    y = 2


def g(x):
    return y
    z = x
    print(z)
# output
y = 1


def f(x):
    y = x
    return y


def g(x):
    return y
