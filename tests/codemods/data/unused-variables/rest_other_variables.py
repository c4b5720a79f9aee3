def f(g):
    x = g()
    y = 1
    a, b = g()
    with g() as c:
        pass
    for i in range(3):
        pass
    z: int = 2
