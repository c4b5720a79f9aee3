"""Every requirement of a target: each file read by the reader of its kind."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from bot.dependencies.finding import pyproject, requirements_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.dependencies.places import Reading
    from bot.model import Facts

READERS: Final[Mapping[str, Callable[[str, bytes], Reading]]] = MappingProxyType(
    {
        "compiled": requirements_file.read,
        "constraints": requirements_file.read,
        "hatch": pyproject.read,
        "pyproject": pyproject.read,
        "requirements": requirements_file.read,
        "requirements-in": requirements_file.read,
    }
)
"""The reader of each kind of manifest (see `bot.model.Manifest`)."""


class Files(Protocol):
    """What is asked of a tree."""

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, in the order given."""


def readings(tree: Files, facts: Facts) -> Mapping[str, Reading]:
    """Return what each file says that asks for packages, by path."""
    kinds = {m.path: m.kind for m in facts.manifests if m.kind in READERS}
    return {
        path: READERS[kinds[path]](path, content)
        for path, content in tree.read_many([*kinds])
    }
