def f(x):
    while True:
        if x():
            break
    x.a()
    print("1")
    with x:
        return 1
    x.b()
    try:
        return 1
    except ValueError:
        pass
    x.c()
    while x:
        return 1
    x.d()
    if x:
        return 1
    elif x is None:
        return 2
    x.e()
    if False:
        x.f()
    else:
        x.g()
    if 0.0:
        x.h()
