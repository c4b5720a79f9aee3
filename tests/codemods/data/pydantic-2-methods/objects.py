from typing import List, Optional

from pydantic import BaseModel


class Item(BaseModel):
    name: str


class Cart(Item):
    items: List[Item]

    def stored(self):
        return self.dict(exclude={"items"})

    @classmethod
    def loaded(cls, text):
        return cls.parse_raw(text)

    @property
    def flat(self):
        return self.json(indent=2)


def read(rows, one: Cart, other: Optional[Item], third: "Item | None" = None):
    made = [Cart.parse_obj(row).dict() for row in rows]
    again = one.copy(update={"name": "x"})
    print(other.json(), third.dict(), again.dict(by_alias=True), Cart(items=[]).dict())
    return made, Cart.schema(), Cart.__fields__, one.__fields_set__
# output
from typing import List, Optional

from pydantic import BaseModel


class Item(BaseModel):
    name: str


class Cart(Item):
    items: List[Item]

    def stored(self):
        return self.model_dump(exclude={"items"})

    @classmethod
    def loaded(cls, text):
        return cls.model_validate_json(text)

    @property
    def flat(self):
        return self.model_dump_json(indent=2)


def read(rows, one: Cart, other: Optional[Item], third: "Item | None" = None):
    made = [Cart.model_validate(row).model_dump() for row in rows]
    again = one.model_copy(update={"name": "x"})
    print(other.model_dump_json(), third.model_dump(), again.model_dump(by_alias=True), Cart(items=[]).model_dump())
    return made, Cart.model_json_schema(), Cart.model_fields, one.model_fields_set
