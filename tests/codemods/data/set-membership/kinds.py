import os
import sys
from pathlib import Path
from typing import Literal, Optional


def known(
    mode: Optional[str],
    level: "int | None",
    kind: Literal["a", "b"],
    path: Path,
    words: list[str],
    raw: bytes,
):
    if mode not in ["r", "w", None]:
        return 1
    if level in [1, 2.5, -3]:
        return 2
    if kind in ["a", "b", "c"] or path.suffix in [".py", ".pyi", ".pyx"]:
        return 3
    if sys.platform in ["win32", "cygwin", "msys"]:
        return 4
    if raw in [b"a", b"b", b"c"]:
        return 5
    if os.environ.get("MODE") in ["dev", "test", "prod"]:
        return 6
    return [word for word in words if word not in ["a", "an", "the"]]
# output
import os
import sys
from pathlib import Path
from typing import Literal, Optional


def known(
    mode: Optional[str],
    level: "int | None",
    kind: Literal["a", "b"],
    path: Path,
    words: list[str],
    raw: bytes,
):
    if mode not in {"r", "w", None}:
        return 1
    if level in {1, 2.5, -3}:
        return 2
    if kind in {"a", "b", "c"} or path.suffix in {".py", ".pyi", ".pyx"}:
        return 3
    if sys.platform in {"win32", "cygwin", "msys"}:
        return 4
    if raw in {b"a", b"b", b"c"}:
        return 5
    if os.environ.get("MODE") in {"dev", "test", "prod"}:
        return 6
    return [word for word in words if word not in {"a", "an", "the"}]
