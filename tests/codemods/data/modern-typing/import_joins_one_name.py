# minimum Python: 3.10
from collections.abc import Iterable
from typing import Callable, NamedTuple


class Kept(NamedTuple):
    method: Callable[[Iterable[str]], str]
# output
# minimum Python: 3.10
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Kept(NamedTuple):
    method: Callable[[Iterable[str]], str]
