def f(x):
    try:
        x()
    except:
        raise KeyError(x)
    raise ValueError
