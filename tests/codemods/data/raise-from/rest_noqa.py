def f(x):
    try:
        x()
    except OSError:
        raise KeyError(x)  # noqa: B904
