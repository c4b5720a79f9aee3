from pydantic import BaseModel, Extra


class Item(BaseModel):
    name: str

    class Config:
        extra = Extra.forbid
        allow_mutation = False
        schema_extra = {
            "example": {
                "name": "x",
            },
        }


class Cart(Item):
    class Config:
        pass
        smart_union = True
        validate_assignment: bool = True
        arbitrary_types_allowed = True; use_enum_values = True
        allow_population_by_field_name = True
# output
from pydantic import BaseModel, ConfigDict


class Item(BaseModel):
    name: str

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "example": {
                "name": "x",
            },
        },
    )


class Cart(Item):
    model_config = ConfigDict(
        validate_assignment=True,
        arbitrary_types_allowed=True,
        use_enum_values=True,
        populate_by_name=True,
    )
