def f(a, b):
    if a:
        if b:
            return 1
        # otherwise there is nothing to do
    return 2
