def f(x):
    # where there is anything
    if x:
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


def g(x):
    if x:  # pragma: no cover
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


def h(x):
    if x:
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
        return None  # nothing


def i(x):
    if x:
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
        # that is all
