try:
    from pydantic import BaseModel
except ImportError:
    BaseModel = None

if BaseModel:

    class Cart(BaseModel):
        class Config:
            orm_mode = True
