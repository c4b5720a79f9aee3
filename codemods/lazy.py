"""LibCST, loaded when the first fragment is edited.

It takes a fifth of a second, which a command that edits nothing need not
wait for. Codemods write `from codemods.lazy import cst`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import libcst as cst
else:

    class _Lazy:
        """Stands for the module until somebody asks for one of its names."""

        def __getattr__(self, name: str) -> Any:
            return getattr(import_module("libcst"), name)

    cst = _Lazy()

__all__ = ["cst"]
