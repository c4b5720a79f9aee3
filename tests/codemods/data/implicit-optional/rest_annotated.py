from typing import Annotated, ClassVar

from project import Length


def read(name: Annotated[str, Length(3)] = None, size: "Annotated[int, Length(1)]" = None):
    return name


def odd(name: ClassVar[str] = None):
    return name


def outer(kind):
    def inner(name: kind = None, other: outer = None):
        return name

    return inner
