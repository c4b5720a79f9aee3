def outer(x=[]):
    def inner(y=[]):
        y.append(x)
        return y

    return inner(x)
# output
def outer(x=None):
    if x is None:
        x = []

    def inner(y=None):
        if y is None:
            y = []
        y.append(x)
        return y

    return inner(x)
