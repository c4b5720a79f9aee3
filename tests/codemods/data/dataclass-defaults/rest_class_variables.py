from dataclasses import InitVar, dataclass
from typing import ClassVar


@dataclass
class Cart:
    a: ClassVar[list] = []
    b: "ClassVar" = {}
    c: InitVar[list] = []
    d = []
    e: tuple = ()
    f: list
    g: frozenset = frozenset([1])
