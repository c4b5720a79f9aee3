import typing
from typing import Any, Hashable, Literal, Optional, Union

from pydantic import AnyUrl

Name = Optional[str]
Key: typing.TypeAlias = Union[int, None]
Deep = Name


def read(
    a: Optional[int] = None,
    b: Union[int, None] = None,
    c: "int | None" = None,
    d: Any = None,
    e: object = None,
    f: None = None,
    g: Literal["a", None] = None,
    h: Name = None,
    i: Key = None,
    j: typing.Optional[int] = None,
    k: "Optional[int]" = None,
    l: Deep = None,
    m: Union[int, Name] = None,
    n: Hashable = None,
    o: int = 0,
    p=None,
    *q: int,
    r: "typing.Any" = None,
    s: AnyUrl | str | None = None,
    t: Union[AnyUrl, str, None] = None,
):
    return a
