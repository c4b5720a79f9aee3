def f():
    try:
        pass
    except OSError as error:  # noqa: F841
        pass
    except ValueError as error:  # noqa
        pass
