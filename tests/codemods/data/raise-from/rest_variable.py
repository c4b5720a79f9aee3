def f(x, failure):
    try:
        x()
    except OSError:
        raise failure
    except ValueError as error:
        raise translated(error)
    except KeyError as error:
        raise x.failures[0]
