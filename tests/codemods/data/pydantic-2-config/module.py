import pydantic


class Cart(pydantic.BaseModel):
    class Config:
        orm_mode = True

    owner: str
# output
import pydantic


class Cart(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(from_attributes=True)

    owner: str
