def f(a, b):
    print(1)
    # Count the things
    for x in a:
        if x:
            b += x
        else:
            b -= 1
        print(x)
        print(b)
        print(a)
    # then
    return b
