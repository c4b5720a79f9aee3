def f(x):
    # Note: this is not code
    # return value
    # a, b
    # see f(x)
    # (in brackets)
    # if in doubt, leave it
    # x = y
    # done
    # width = 3
    # D : G^D = (V, E)
    return x
