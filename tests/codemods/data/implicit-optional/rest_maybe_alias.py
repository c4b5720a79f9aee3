from shop.types import MaybeName, OptionalPath


def read(path: OptionalPath = None, name: MaybeName = None):
    return path
