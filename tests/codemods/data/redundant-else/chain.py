def f(x):
    if x == 1:
        return "one"
    elif x == 2:
        raise ValueError(x)
    else:
        # more than two
        y = x + 1
        y *= 2

        return f"{y}"
# output
def f(x):
    if x == 1:
        return "one"
    elif x == 2:
        raise ValueError(x)
    # more than two
    y = x + 1
    y *= 2

    return f"{y}"
