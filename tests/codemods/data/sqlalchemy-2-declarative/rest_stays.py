from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase


class Shop(ConcreteBase):
    pass
