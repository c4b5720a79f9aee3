def f(x):
    if x:
        for y in x:
            print(y)
