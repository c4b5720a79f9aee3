import io
from pathlib import Path


def f(path):
    open(path, encoding="latin-1")
    io.open(path, "r", 1, "ascii")
    open(path, encoding=None)
    return Path(path).read_text("utf-8"), Path(path).write_text("a", "utf-8")
