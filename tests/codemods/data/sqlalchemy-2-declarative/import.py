from sqlalchemy import Column
from sqlalchemy.ext.declarative import declarative_base, declared_attr  # base
from sqlalchemy.schema import Table

Base = declarative_base()
# output
from sqlalchemy import Column
from sqlalchemy.orm import declarative_base, declared_attr  # base
from sqlalchemy.schema import Table

Base = declarative_base()
