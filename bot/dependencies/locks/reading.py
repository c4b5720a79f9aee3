"""One way to read any lock file."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.dependencies.locks.compiled import read_compiled
from bot.dependencies.locks.errors import LockError
from bot.dependencies.locks.pdm_lock import read_pdm_lock
from bot.dependencies.locks.pipfile_lock import read_pipfile_lock
from bot.dependencies.locks.poetry_lock import read_poetry_lock
from bot.dependencies.locks.pylock import read_pylock
from bot.dependencies.locks.uv_lock import read_uv_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.dependencies.locks.model import Lock

READERS: Final[Mapping[str, Callable[[str, bytes], Lock]]] = MappingProxyType(
    {
        "uv.lock": read_uv_lock,
        "poetry.lock": read_poetry_lock,
        "pdm.lock": read_pdm_lock,
        "pipfile.lock": read_pipfile_lock,
        "pylock": read_pylock,
        "compiled": read_compiled,
    }
)
"""The reader of each kind of lock (see `bot.model.Manifest`)."""


def read_lock(path: str, content: bytes, kind: str) -> Lock:
    """Return what a lock says; `kind` is that of its manifest.

    Raises `LockError` where the file is not of that kind, and `KeyError`
    where the kind is no lock that is known.
    """
    reader = READERS[kind]
    try:
        return reader(path, content)
    except LockError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        problem = f"a value is not of its kind ({type(error).__name__}: {error})"
        raise LockError(path, problem) from error
