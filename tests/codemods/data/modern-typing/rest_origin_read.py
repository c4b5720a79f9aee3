# minimum Python: 3.10
from typing import Optional, Union


class Field:
    kind: Optional[int] = None


def is_union(hint: object) -> bool:
    return getattr(hint, "__origin__", None) is Union
