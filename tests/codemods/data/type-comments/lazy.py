from __future__ import annotations

from typing import List

names = []  # type: List[Name]
pair = None  # type: list[int] | None


class Name:
    pass


def make(a):
    # type: (int | None) -> Name
    return Name()
# output
from __future__ import annotations

from typing import List

names: List[Name] = []
pair: list[int] | None = None


class Name:
    pass


def make(a: int | None) -> Name:
    return Name()
