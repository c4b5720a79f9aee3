def f(x, error, exc, err, e, exception, cause):
    try:
        x()
    except OSError:
        raise KeyError(x)
