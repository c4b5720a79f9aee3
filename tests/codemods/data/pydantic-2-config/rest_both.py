from pydantic import BaseModel, ConfigDict


class Cart(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    class Config:
        orm_mode = True
