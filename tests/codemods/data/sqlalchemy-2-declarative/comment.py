from sqlalchemy.ext.declarative import (
    declarative_base,  # makes the base
    declared_attr,
)

Base = declarative_base()
# output
from sqlalchemy.orm import (
    declarative_base,  # makes the base
    declared_attr,
)

Base = declarative_base()
