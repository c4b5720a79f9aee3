"""The Pythons of this machine, and the one to use for a target."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.protocols import Interpreter, Mount

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = re.compile(r"python(3(\.\d+)?)?")
SECONDS: Final = 20.0
SHOWN_ANYWAY: Final = ("/usr",)
"""What every command in the sandbox sees."""
PROBE: Final = (
    "import json, os, sys;"
    "base = getattr(sys, '_base_executable', sys.executable) or sys.executable;"
    "print(json.dumps([os.path.realpath(base), os.path.realpath(sys.base_prefix),"
    " list(sys.version_info), sys.implementation.name]))"
)


def find_interpreters(
    *, home: Path | None = None, environ: Mapping[str, str] | None = None
) -> tuple[Interpreter, ...]:
    """Return every released CPython 3 of this machine, newest first.

    Looked for on PATH, below pyenv's and uv's folders, in the usual system
    folders, and the one that runs this. Virtual environments give the Python
    that they were made from. With `home`, what was found out about a program
    is kept there, and believed while the program's file is the same.
    """
    environ = os.environ if environ is None else environ
    cache = _Cache(home / "interpreters.json" if home else None)
    found = {running().path: running()}
    for program in _programs(environ):
        interpreter = cache.look_up(program)
        if interpreter:
            found.setdefault(interpreter.path, interpreter)
    cache.save()
    ordered = sorted(found.values(), key=lambda each: (each.version, each.path))
    return tuple(reversed(ordered))


def running() -> Interpreter:
    """Return the Python that runs this, not its virtual environment."""
    prefix = Path(sys.base_prefix).resolve()
    path = Path(sys.executable).resolve()
    if not path.is_relative_to(prefix):
        path = prefix / "bin" / "python{}.{}".format(*sys.version_info)
    return _interpreter(path, prefix, sys.version_info[:3])


def _interpreter(
    path: Path, prefix: Path, version: tuple[int, int, int]
) -> Interpreter:
    shown = any(prefix.is_relative_to(folder) for folder in SHOWN_ANYWAY)
    mounts = () if shown else (Mount(prefix, str(prefix)),)
    return Interpreter(path, version, mounts)


def _programs(environ: Mapping[str, str]) -> Iterator[Path]:
    """Yield every program that looks like a Python 3, by its true path, once."""
    seen = set()
    for folder in _folders(environ):
        with contextlib.suppress(OSError):
            for program in sorted(folder.iterdir()):
                if not NAME.fullmatch(program.name):
                    continue
                true = program.resolve()
                if true not in seen and _is_program(true):
                    seen.add(true)
                    yield program


def _folders(environ: Mapping[str, str]) -> Iterator[Path]:
    user = Path(environ.get("HOME") or "/nonexistent")
    pyenv = Path(environ.get("PYENV_ROOT") or user / ".pyenv")
    data = Path(environ.get("XDG_DATA_HOME") or user / ".local/share")
    managed = Path(environ.get("UV_PYTHON_INSTALL_DIR") or data / "uv/python")
    for folder in environ.get("PATH", "").split(os.pathsep):
        if Path(folder).is_absolute():
            yield Path(folder)
    yield from sorted(pyenv.glob("versions/*/bin"))
    yield from sorted(managed.glob("*/bin"))
    yield from (Path("/usr/local/bin"), Path("/usr/bin"))


def _is_program(path: Path) -> bool:
    """Return whether this is a compiled program: pyenv's shims are scripts."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return os.access(path, os.X_OK) and file.read(2) != b"#!"
    return False


class _Cache:
    """What programs said of themselves, kept by path, size and time."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, list[Any]] = {}
        self._changed = False
        if path:
            with contextlib.suppress(OSError, ValueError):
                known = json.loads(path.read_bytes())
                self._known = known if isinstance(known, dict) else {}

    def look_up(self, program: Path) -> Interpreter | None:
        """Return what the program is; None for anything but a released CPython 3."""
        status = program.stat()
        stamp = [status.st_size, status.st_mtime_ns]
        kept = self._known.get(str(program))
        if not kept or kept[:2] != stamp:
            kept = [*stamp, probe(program)]
            self._known[str(program)] = kept
            self._changed = True
        try:
            path, prefix, version, name = kept[2]
            major, minor, micro, level, _ = version
        except (TypeError, ValueError):
            return None
        if name != "cpython" or level != "final" or major != sys.version_info.major:
            return None
        return _interpreter(Path(path), Path(prefix), (major, minor, micro))

    def save(self) -> None:
        """Write down what was learnt; what cannot be written is not kept."""
        if self._path and self._changed:
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                draft = self._path.with_suffix(f".{os.getpid()}")
                draft.write_text(json.dumps(self._known))
                draft.replace(self._path)


def probe(program: Path) -> Any:
    """Return what a Python says of itself, None where it says nothing sensible."""
    try:
        run = subprocess.run(  # noqa: S603  # a Python of this machine's own
            [str(program), "-I", "-S", "-c", PROBE],
            capture_output=True,
            check=True,
            env={},
            cwd="/",
            timeout=SECONDS,
        )
        return json.loads(run.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
