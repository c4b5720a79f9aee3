def f(a, b, c):
    if a:
        return 1
    else:
        if b:
            if c:
                return 2
# output
def f(a, b, c):
    if a:
        return 1
    else:
        if b and c:
            return 2
