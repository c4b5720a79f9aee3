from prompt.layout import AnyDimension
from shop.types import JSONType, MaybeName, OptionalPath, PathLike


def read(
    path: OptionalPath = None,
    name: MaybeName = None,
    width: AnyDimension = None,
    of: PathLike = None,
    value: JSONType = None,
    either: JSONType | str = None,
):
    return path
