import sys


def f(x):
    if sys.platform.startswith("win"):
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
