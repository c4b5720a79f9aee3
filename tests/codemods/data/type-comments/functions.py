from typing import Any


def add(a, b=1, *m, **o):
    # type: (int, int, *str, **Any) -> None
    """Add."""
    print(a, b, m, o)


class A:
    def size(self):  # type: () -> int
        return 1

    @classmethod
    def make(
        cls,
        name,  # type: str  # what it is called
        size = 1,  # type: int
        **more  # type: Any
    ):
        # type: (...) -> A
        return cls(name, size, **more)

    async def load(self, other):  # type: (A, A) -> str
        return str(other)
# output
from typing import Any


def add(a: int, b: int = 1, *m: str, **o: Any) -> None:
    """Add."""
    print(a, b, m, o)


class A:
    def size(self) -> int:
        return 1

    @classmethod
    def make(
        cls,
        name: str,  # what it is called
        size: int = 1,
        **more: Any
    ) -> "A":
        return cls(name, size, **more)

    async def load(self: "A", other: "A") -> str:
        return str(other)
