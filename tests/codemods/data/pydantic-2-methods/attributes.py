from pydantic import BaseModel


class Cart(BaseModel):
    owner: str = ""


class Shop:
    first: Cart

    def __init__(self):
        self.cart = Cart()

    def stored(self):
        return self.cart.dict(), self.first.copy(deep=True)
# output
from pydantic import BaseModel


class Cart(BaseModel):
    owner: str = ""


class Shop:
    first: Cart

    def __init__(self):
        self.cart = Cart()

    def stored(self):
        return self.cart.model_dump(), self.first.model_copy(deep=True)
