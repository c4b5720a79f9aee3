def f(a, b):
    # only then
    if a:
        if b:
            a()  # now
            # and then
            b()
    # at last
    return a
# output
def f(a, b):
    # only then
    if a and b:
        a()  # now
        # and then
        b()
    # at last
    return a
