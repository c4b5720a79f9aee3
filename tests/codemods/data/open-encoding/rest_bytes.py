import tempfile
from pathlib import Path

BYTES = "rb"


def f(path):
    open(path, "rb")
    open(path, mode="wb+")
    open(path, BYTES)
    tempfile.TemporaryFile()
    tempfile.NamedTemporaryFile("wb")
    return Path(path).open("rb"), Path(path).read_bytes()
