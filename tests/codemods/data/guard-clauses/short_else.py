def f(x):
    print("before")
    if (x.found):
        for y in x:
            print(y)
        print("2")
        print("3")
        print("4")
        print("5")
        print("6")
        print("7")
        print("8")
        x = x.found
    else:
        raise ValueError(
            "nothing"
        )
    print("after")
    for y in x:
        if y is not None:
            for z in y:
                print(z)
            print("2")
            print("3")
            print("4")
            print("5")
            print("6")
            print("7")
            print("8")
            print("9")

        else:

            break
# output
def f(x):
    print("before")
    if not x.found:
        raise ValueError(
            "nothing"
        )

    for y in x:
        print(y)
    print("2")
    print("3")
    print("4")
    print("5")
    print("6")
    print("7")
    print("8")
    x = x.found
    print("after")
    for y in x:
        if y is None:
            break

        for z in y:
            print(z)
        print("2")
        print("3")
        print("4")
        print("5")
        print("6")
        print("7")
        print("8")
        print("9")
