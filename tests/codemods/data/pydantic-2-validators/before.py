from pydantic import BaseModel, validator as check


class Cart(BaseModel):
    owner: str

    # the owner
    @check(
        "owner",
        pre=True,
    )
    def stripped(cls, value):
        return value
# output
from pydantic import BaseModel, field_validator


class Cart(BaseModel):
    owner: str

    # the owner
    @field_validator("owner", mode="before")
    @classmethod
    def stripped(cls, value):
        return value
