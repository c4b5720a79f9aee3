def f(x):
    # This is the same as:
    # x = g(x)
    # print(x)

    # for example
    # return g(x)
    return x
