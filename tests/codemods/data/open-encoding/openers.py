import io
import os
import tempfile
from tempfile import NamedTemporaryFile as Temporary

MODE = "w"


def f(path, fd):
    open(path, "r", 1)
    io.open(path, mode="a", newline="")
    open(
        path,
        MODE,  # anew
    )
    os.fdopen(fd, "w")
    Temporary("w+", suffix=".txt")
    tempfile.TemporaryFile(mode="r")
    return [line for line in open(path, errors="replace")]
# output
import io
import os
import tempfile
from tempfile import NamedTemporaryFile as Temporary

MODE = "w"


def f(path, fd):
    open(path, "r", 1, encoding="utf-8")
    io.open(path, mode="a", newline="", encoding="utf-8")
    open(
        path,
        MODE,  # anew
        encoding="utf-8",
    )
    os.fdopen(fd, "w", encoding="utf-8")
    Temporary("w+", suffix=".txt", encoding="utf-8")
    tempfile.TemporaryFile(mode="r", encoding="utf-8")
    return [line for line in open(path, errors="replace", encoding="utf-8")]
