def _load(path, strict=False, encoding="utf-8", *, mode = "r"):
    if strict and mode == "r":
        return path.open(encoding=encoding.lower())
    return _load(path, strict, mode="rb")


_load("x", True, "ascii")
_load("x", strict=not 3)
# output
def _load(path, strict: bool = False, encoding: str = "utf-8", *, mode: str = "r"):
    if strict and mode == "r":
        return path.open(encoding=encoding.lower())
    return _load(path, strict, mode="rb")


_load("x", True, "ascii")
_load("x", strict=not 3)
