from sqlalchemy.ext.declarative import DeferredReflection, declarative_base, declared_attr

Base = declarative_base(cls=DeferredReflection)
# output
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base(cls=DeferredReflection)
