def f(a, b):
    if a:
        if b:
            return 1
        else:
            raise ValueError
    else:
        c = a
        c += b
        with c:
            return c
# output
def f(a, b):
    if a:
        if b:
            return 1
        else:
            raise ValueError
    c = a
    c += b
    with c:
        return c
