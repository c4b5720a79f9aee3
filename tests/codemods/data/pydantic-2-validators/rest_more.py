from pydantic import BaseModel, root_validator, validator

FIELD = "owner"


def strip(cls, value):
    return value


class Cart(BaseModel):
    owner: str

    _strip = validator("owner", allow_reuse=True)(strip)

    @validator("owner", always=True)
    def one(cls, value):
        return value

    @validator("owner", each_item=True)
    def two(cls, value):
        return value

    @validator(FIELD)
    def three(cls, value):
        return value

    @validator("owner")
    def four(cls, value, **more):
        return value

    @root_validator
    def five(cls, values):
        return values

    @root_validator(skip_on_failure=True)
    def six(cls, values):
        return values
