from shop import validator
from attrs import validator as check


class Cart:
    @validator("owner")
    def stripped(cls, value):
        return value

    @check("owner")
    def checked(cls, value):
        return value
