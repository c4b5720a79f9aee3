import pydantic
from pydantic import BaseModel, root_validator, validator


class Cart(BaseModel):
    owner: str
    city: str

    @validator("owner", "city", allow_reuse=True)
    def stripped(cls, value: str) -> str:
        return value.strip()  # no room

    @pydantic.validator("*", pre=False, check_fields=False)
    @classmethod
    def checked(cls, value):
        return value

    @root_validator(pre=True)
    def filled(cls, values):
        return values
# output
import pydantic
from pydantic import BaseModel


class Cart(BaseModel):
    owner: str
    city: str

    @pydantic.field_validator("owner", "city")
    @classmethod
    def stripped(cls, value: str) -> str:
        return value.strip()  # no room

    @pydantic.field_validator("*", check_fields=False)
    @classmethod
    def checked(cls, value):
        return value

    @pydantic.model_validator(mode="before")
    @classmethod
    def filled(cls, values):
        return values
