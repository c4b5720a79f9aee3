class Cart(metaclass=Meta):
    pass


def f(a):
    return type(a) == Cart
