from shop.pydantic import BaseSettings
from .pydantic import BaseSettings as Other
