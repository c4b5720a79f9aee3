def f(a, b):
    if (
        a
        and b
    ):
        if b.c:
            return 1
