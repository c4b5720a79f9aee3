"""What a linter says of a file: places, and the edits that it proposes.

Codemods run no process. Who starts the engine asks the linter (see
`bot/actions/ruff.py`) and hands its answers in as a `Lint`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Bytes `start` to `end` of `module.source.data` become `new`."""

    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One place that breaks a rule, with the edits that mend it, safe ones only.

    `start` and `end` are offsets in `module.source.data`.
    """

    rule: str
    start: int
    end: int
    message: str
    edits: tuple[Replacement, ...]


Diagnostics: TypeAlias = tuple[Diagnostic, ...]

Lint: TypeAlias = Callable[[str, bytes], Diagnostics | None]
"""The diagnostics of a file's path and text (UTF-8, without byte order mark).

None says that they are not known yet: the engine ends with the file as it
stood then.
"""


class NoLinterError(TypeError):
    """A codemod asks for diagnostics, and the engine was given no linter."""

    def __init__(self) -> None:
        super().__init__("the engine was started without a linter")


@dataclass(slots=True)
class Known:
    """A `Lint` of what a linter has said already, by path and text.

    `wanted` are the texts that it was asked for in vain: once the linter has
    seen them all in one go, the engine runs again and gets further.
    """

    said: Mapping[tuple[str, bytes], Diagnostics]
    wanted: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, path: str, data: bytes) -> Diagnostics | None:
        """Return what was said of a text, None where nothing was."""
        found = self.said.get((path, data))
        if found is None:
            self.wanted[path] = data
        return found
