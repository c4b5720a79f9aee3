from pydantic import BaseModel, validator


class Cart(BaseModel):
    owner: str
    city: str

    @validator("owner")
    def stripped(cls, value):
        return value

    @validator("city")
    def checked(cls, value, values):
        return value or values["owner"]
# output
from pydantic import BaseModel, field_validator, validator


class Cart(BaseModel):
    owner: str
    city: str

    @field_validator("owner")
    @classmethod
    def stripped(cls, value):
        return value

    @validator("city")
    def checked(cls, value, values):
        return value or values["owner"]
