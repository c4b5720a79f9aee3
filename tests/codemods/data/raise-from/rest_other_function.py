def f(x):
    try:
        x()
    except OSError:

        def later():
            raise KeyError(x)

        return later
