def f(a, b):
    if a:  # a is given
        if b:
            return 1
    if a:
        # b is given
        if b:
            return 1
    if a:
        if b:  # pragma: no cover
            return 1
