def f(x):
    try:
        x()
    except OSError as error:
        raise KeyError(x) from error
    except ValueError:
        raise KeyError(x) from None
