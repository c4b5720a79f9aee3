import os


def read(path: str, size: int = None, *, encoding: str = None) -> str:
    with open(path, encoding=encoding) as file:
        return file.read(size)


class Reader:
    async def all(self, names: list = None, /, *rest: int, deep: bool = None):
        return os.listdir(*names)
# output
import os
from typing import Optional


def read(path: str, size: Optional[int] = None, *, encoding: Optional[str] = None) -> str:
    with open(path, encoding=encoding) as file:
        return file.read(size)


class Reader:
    async def all(self, names: Optional[list] = None, /, *rest: int, deep: Optional[bool] = None):
        return os.listdir(*names)
