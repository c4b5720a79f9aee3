from pydantic import BaseModel, field_validator


class Cart(BaseModel):
    owner: str

    @field_validator("owner", mode="before")
    @classmethod
    def stripped(cls, value):
        return value
