def f(x):
    try:
        x()
    except OSError as error:
        if x:
            raise
        raise error
    except ValueError as error:
        raise error.with_traceback(None)
