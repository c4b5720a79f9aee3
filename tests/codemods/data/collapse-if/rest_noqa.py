def f(a, b):
    if a:  # noqa: SIM102
        if b:
            return 1
