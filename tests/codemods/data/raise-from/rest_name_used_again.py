def f(x):
    try:
        x()
    except OSError as error:
        error = str(error)
        raise KeyError(error)
    except ValueError as wrong:
        try:
            x.close()
        except OSError as wrong:
            pass
        raise KeyError(x)
