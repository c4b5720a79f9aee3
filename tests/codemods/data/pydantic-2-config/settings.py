from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    name: str = "shop"

    class Config:
        env_prefix = "SHOP_"
        case_sensitive = True
# output
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    name: str = "shop"

    model_config = SettingsConfigDict(env_prefix="SHOP_", case_sensitive=True)
