from pydantic import (
    BaseModel,
    BaseSettings,  # from the environment
    Field,
)


class Settings(BaseSettings):
    name: str = Field("shop")
