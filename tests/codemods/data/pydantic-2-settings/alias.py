from pydantic.env_settings import BaseSettings as Base


class Settings(Base):
    name: str = "shop"
# output
from pydantic_settings import BaseSettings as Base


class Settings(Base):
    name: str = "shop"
