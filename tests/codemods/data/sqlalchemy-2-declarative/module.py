import sqlalchemy as sa
import sqlalchemy.ext.declarative

Base = sqlalchemy.ext.declarative.declarative_base()
# output
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()
