import pydantic
from pydantic import BaseModel


class Cart(BaseModel):
    owner: str


def stored(cart: Cart):
    if hasattr(cart, "model_dump"):
        return cart.model_dump()
    return cart.model_dump() if pydantic.VERSION >= "2" else cart.dict()
