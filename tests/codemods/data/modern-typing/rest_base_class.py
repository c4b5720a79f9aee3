# minimum Python: 3.10
from typing import Dict, List, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Table(Dict[K, V]): ...


class Row(List[V]): ...
