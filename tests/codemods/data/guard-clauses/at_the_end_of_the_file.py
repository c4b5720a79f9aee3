def f(x):
    if not x.found:
        for y in x:
            print(y)
        print("2")
        print("3")
        print("4")
        print("5")
        print("6")
        print("7")
        print("8")
        print("9")
    else:
        return x
# output
def f(x):
    if x.found:
        return x

    for y in x:
        print(y)
    print("2")
    print("3")
    print("4")
    print("5")
    print("6")
    print("7")
    print("8")
    print("9")
