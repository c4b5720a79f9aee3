def f(a, b):
    if a:
        if b:
            return 1
        print(a)
    if a:
        print(a)
        if b:
            return 1
