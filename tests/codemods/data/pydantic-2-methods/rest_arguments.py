from pydantic import BaseModel


class Cart(BaseModel):
    owner: str


def stored(cart: Cart, **given):
    cart.json(ensure_ascii=False)
    cart.copy(include={"owner"})
    cart.dict(**given)
    Cart.parse_raw("", content_type="text")
    Cart.parse_file("cart.json")
    Cart.from_orm(cart)
    return Cart.schema_json()
