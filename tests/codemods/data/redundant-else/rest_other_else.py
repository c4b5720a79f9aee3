def f(xs):
    for x in xs:
        if x:
            break
    else:
        a = 2
        b = 3
        return a + b
    try:
        return 1
    except ValueError:
        return 2
    else:
        a = 2
        b = 3
        return a + b
