from pydantic import BaseModel, BaseSettings, Field


class Settings(BaseSettings):
    name: str = Field("shop")
# output
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    name: str = Field("shop")
