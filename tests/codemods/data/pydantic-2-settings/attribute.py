import pydantic


class Settings(pydantic.BaseSettings):
    name: str = "shop"


class Cart(pydantic.BaseModel):
    owner: str
# output
import pydantic
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    name: str = "shop"


class Cart(pydantic.BaseModel):
    owner: str
