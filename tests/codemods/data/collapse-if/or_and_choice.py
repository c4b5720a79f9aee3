def f(a, b, c):
    if a or b:
        if c:
            return 1
    if a and b:
        if (b or c):
            return 2
    if a if b else c:
        if a:
            return 3
    if (m := a):
        if m > b:
            return 4
    if not a:
        if lambda: b:
            return 5
    if (a) or (b):
        if a == b:
            return 6
# output
def f(a, b, c):
    if (a or b) and c:
        return 1
    if a and b and (b or c):
        return 2
    if (a if b else c) and a:
        return 3
    if (m := a) and m > b:
        return 4
    if not a and (lambda: b):
        return 5
    if ((a) or (b)) and a == b:
        return 6
