def registered(cls):
    return type(cls.__name__, cls.__bases__, dict(vars(cls)))


@registered
class Cart(dict):
    def clear(self):
        super(Cart, self).clear()


class Basket(dict):
    def clear(self):
        super(Basket, self).clear()


Basket = registered(Basket)
