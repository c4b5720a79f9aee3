def f(a):
    if a:
        return 1
    else:

        @a.cached
        def g():
            return a

        return g
# output
def f(a):
    if a:
        return 1

    @a.cached
    def g():
        return a

    return g
