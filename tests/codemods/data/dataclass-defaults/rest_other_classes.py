import attr
from pydantic import BaseModel
from other import dataclass


@attr.s(auto_attribs=True)
class A:
    lines: list = []


class B(BaseModel):
    lines: list = []


@dataclass
class C:
    lines: list = []
