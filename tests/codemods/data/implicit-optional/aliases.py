import typing
from typing import NewType, Optional, Union

from fastapi.testclient import TestClient
from shop import Kind, PathLike, WidthType

Name = Union[str, bytes]
Id = NewType("Id", int)
Text = "Name"
try:
    import simplejson as json
except ImportError:
    json = None


def read(
    a: Name = None,
    b: Id = None,
    c: Text = None,
    d: Union[Name, int] = None,
    e: WidthType = None,
    f: Kind = None,
    g: typing.Literal["a", "b"] = None,
    h: "Optional[int] | Name" = None,
    i: json.JSONDecoder = None,
    j: Missing = None,
) -> Optional[WidthType]:
    return WidthType(a)


class Shop:
    def __init__(self, client: TestClient = None):
        self.client = client

    def opened(self, path: PathLike = None):
        return PathLike.open(path)
# output
import typing
from typing import NewType, Optional, Union

from fastapi.testclient import TestClient
from shop import Kind, PathLike, WidthType

Name = Union[str, bytes]
Id = NewType("Id", int)
Text = "Name"
try:
    import simplejson as json
except ImportError:
    json = None


def read(
    a: Optional[Name] = None,
    b: Optional[Id] = None,
    c: Optional[Text] = None,
    d: Optional[Union[Name, int]] = None,
    e: Optional[WidthType] = None,
    f: Optional[Kind] = None,
    g: Optional[typing.Literal["a", "b"]] = None,
    h: "Optional[int] | Name" = None,
    i: Optional[json.JSONDecoder] = None,
    j: Optional[Missing] = None,
) -> Optional[WidthType]:
    return WidthType(a)


class Shop:
    def __init__(self, client: Optional[TestClient] = None):
        self.client = client

    def opened(self, path: Optional[PathLike] = None):
        return PathLike.open(path)
