from dataclasses import dataclass


@dataclass
class A:
    x = 1  # type: int


class B(A):
    y = 1  # type: int


class C:
    z = 1  # type: int
