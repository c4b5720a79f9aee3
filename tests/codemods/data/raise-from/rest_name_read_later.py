def f(x):
    error = exc = err = e = exception = cause = None
    try:
        x()
    except OSError:
        raise KeyError(x)
    return error, exc, err, e, exception, cause
