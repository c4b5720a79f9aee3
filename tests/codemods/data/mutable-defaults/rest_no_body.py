from abc import ABC, abstractmethod
from typing import Protocol, overload


class Reader(Protocol):
    def read(self, names: list = []) -> str:
        return " ".join(names)


class Base(ABC):
    @abstractmethod
    def load(self, names=[]):
        return list(names)

    def save(self, names=[]):
        raise NotImplementedError

    def drop(self, names=[]): ...

    def move(self, names=[]):
        """Move them."""


@overload
def join(names: list = []) -> str: ...
@overload
def join(names: str = "") -> str: ...
def join(names=[]):
    return "".join(names)
