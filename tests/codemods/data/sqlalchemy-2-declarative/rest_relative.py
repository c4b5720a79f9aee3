from .sqlalchemy.ext.declarative import declarative_base
from shop.declarative import declarative_base as other

Base = declarative_base()
