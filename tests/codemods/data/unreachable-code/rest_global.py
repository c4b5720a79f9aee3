def f(x):
    return x
    global y
    y = 2
