from pydantic import BaseModel


class Cart(BaseModel):
    class Config:
        orm_mode = True


class Item(BaseModel):
    rows = Cart.Config.orm_mode
