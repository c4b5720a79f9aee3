from typing import Optional


def read(path: str = None, deep: bool = None) -> Optional[str]:
    if path == "":
        raise ValueError
    assert deep != 3
    if path is None:
        return None
    return path
# output
from typing import Optional


def read(path: Optional[str] = None, deep: Optional[bool] = None) -> Optional[str]:
    if path == "":
        raise ValueError
    assert deep != 3
    if path is None:
        return None
    return path
