from dataclasses import dataclass
from datetime import datetime

from base import Base


class Order(Base):
    def is_late(self):
        return datetime.now() > self.due


class Parent:
    def is_late(self):
        return datetime.now() > self.due


class Child(Parent):
    def is_late(self):
        return False


@dataclass
class Made:
    due: datetime

    def is_late(self):
        return datetime.now() > self.due
