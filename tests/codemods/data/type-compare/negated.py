def f(k):
    if not type(k) == bytes:
        raise TypeError
    return (not (type(k) != str), not (
        type(k)  # exactly
        == int
    ))
# output
def f(k):
    if type(k) is not bytes:
        raise TypeError
    return (type(k) is str, (
        type(k)  # exactly
        is not int
    ))
