from sqlalchemy.ext.declarative import declarative_base as make_base
from sqlalchemy.orm import (
    relationship,
    sessionmaker,
)

Base = make_base()
# output
from sqlalchemy.orm import (
    relationship,
    sessionmaker,
    declarative_base as make_base,
)

Base = make_base()
