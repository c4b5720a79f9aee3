from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()
