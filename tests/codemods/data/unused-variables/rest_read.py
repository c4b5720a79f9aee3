def f():
    try:
        pass
    except OSError as error:
        print(f"{error}")
    except ValueError as error:
        raise RuntimeError from error
    except TypeError as error:
        return lambda: error


def g(call):
    try:
        pass
    except ValueError as error:
        call(lambda: error)
