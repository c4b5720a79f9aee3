from mixins import Storing
from pydantic import BaseModel


class Cart(BaseModel, Storing):
    pass


class Maybe(BaseModel):
    pass


def stored(cart: Cart, maybe: Maybe, *many: Maybe):
    maybe = other(maybe)
    return cart.dict(), maybe.dict(), many.copy()
