def f(a, b):
    if a:
        if b:
            return 1
        else:
            return 2
    if a:
        if b:
            return 1
    else:
        return 2
    if a:
        if b:
            return 1
        elif a:
            return 3
