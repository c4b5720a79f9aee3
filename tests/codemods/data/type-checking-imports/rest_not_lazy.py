from decimal import Decimal


def f(a: Decimal):
    return a

if __name__ == "__main__":
    print(1)
