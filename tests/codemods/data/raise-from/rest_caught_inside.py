def f(x):
    try:
        x()
    except OSError:
        try:
            raise KeyError(x)
        except KeyError as error:
            print(error)
