def f(k: str | None):
    if not k == None:
        return 1
    return not (None != k) and k
# output
def f(k: str | None):
    if k is not None:
        return 1
    return k is None and k
