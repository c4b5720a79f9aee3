import inject
from typing import Protocol, overload


class A:
    @inject.params
    def __init__(self, x):
        self.x = x


class P(Protocol):
    def __len__(self): ...


class O:
    @overload
    def __init__(self, x: int) -> None: ...
    @overload
    def __init__(self, x: str) -> None: ...
    def __init__(self, x):
        self.x = x


class T:
    def __init__(self, x):  # type: (int) -> None
        self.x = x

    def __str__(self):  # type: ignore[override]
        return self.x

    def __repr__(self):  # noqa: ANN204
        return "x"


class V:
    if T:
        def __init__(self):
            self.x = 1
    else:
        def __init__(self, y):
            self.y = y
