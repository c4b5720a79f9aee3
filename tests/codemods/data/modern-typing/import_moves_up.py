# minimum Python: 3.10
from dataclasses import dataclass
from re import compile
from typing import Callable


@dataclass
class Shop:
    handler: Callable = compile
# output
# minimum Python: 3.10
from collections.abc import Callable
from dataclasses import dataclass
from re import compile


@dataclass
class Shop:
    handler: Callable = compile
