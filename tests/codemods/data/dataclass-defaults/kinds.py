import dataclasses
import typing as t
from dataclasses import field


@dataclasses.dataclass(frozen=True)
class Cart:
    a: dict = {}
    b: set[int] = set()
    c: t.List[int] = [1, 2]  # two
    d: dict = field(default={}, repr=False)
    e: "list[str]" = list("ab")
    f: list = dataclasses.field(default=[
        1,
        # and two
        2,
    ])
    g: int = 1
    h: str = field(default="")
    i: list = field(default_factory=list)
# output
import dataclasses
import typing as t
from dataclasses import field


@dataclasses.dataclass(frozen=True)
class Cart:
    a: dict = field(default_factory=dict)
    b: set[int] = field(default_factory=set)
    c: t.List[int] = field(default_factory=lambda: [1, 2])  # two
    d: dict = field(default_factory=dict, repr=False)
    e: "list[str]" = field(default_factory=lambda: list("ab"))
    f: list = dataclasses.field(default_factory=lambda: [
        1,
        # and two
        2,
    ])
    g: int = 1
    h: str = field(default="")
    i: list = field(default_factory=list)
