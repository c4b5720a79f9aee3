# minimum Python: 3.10
from typing import List, Type


class Shelf:
    def list(self) -> List[int]: ...

    def two(self) -> List[int]: ...


def build(type, of: Type[Shelf]) -> Type[Shelf]: ...
