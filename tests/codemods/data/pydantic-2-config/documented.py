from pydantic import BaseModel


class Cart(BaseModel):
    class Config:
        """Rows of the database."""

        orm_mode = True
# output
from pydantic import BaseModel, ConfigDict


class Cart(BaseModel):
    # Rows of the database.
    model_config = ConfigDict(from_attributes=True)
