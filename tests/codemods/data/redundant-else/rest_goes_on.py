def f(a):
    if a:
        print(a)
    else:
        a = 1
        a = 2
        a = 3
    return a
