# minimum Python: 3.10
from typing import Optional, Union, get_origin


def is_optional(hint) -> bool:
    return get_origin(hint) is Union


def f(x: Optional[int]): ...
