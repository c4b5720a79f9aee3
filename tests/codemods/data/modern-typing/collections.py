# minimum Python: 3.10
from typing import Any, DefaultDict, Dict, FrozenSet, List, Set, Tuple, Type


class Shop:
    stock: Dict[str, List[int]] = {}

    def kinds(self, of: Type["Shop"], *rest: Tuple[int, ...]) -> FrozenSet[str]:
        seen: Set[str] = set()  # only names
        return frozenset(seen)


def plain(values: List, more: Any) -> List: ...
# output
# minimum Python: 3.10
from typing import Any, DefaultDict


class Shop:
    stock: dict[str, list[int]] = {}

    def kinds(self, of: type["Shop"], *rest: tuple[int, ...]) -> frozenset[str]:
        seen: set[str] = set()  # only names
        return frozenset(seen)


def plain(values: list, more: Any) -> list: ...
