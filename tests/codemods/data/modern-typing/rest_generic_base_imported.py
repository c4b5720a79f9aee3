# minimum Python: 3.10
from typing import Iterator, TypeVar

T = TypeVar("T")


class Once(Iterator[T]):
    def __init__(self, value: T) -> None:
        self.value = value

    def __next__(self) -> T:
        return self.value


print(Once.__parameters__)
