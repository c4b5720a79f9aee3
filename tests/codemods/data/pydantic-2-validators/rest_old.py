from pydantic.v1 import BaseModel, validator


class Cart(BaseModel):
    owner: str

    @validator("owner")
    def stripped(cls, value):
        return value
