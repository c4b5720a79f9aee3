"""What a change does to the public API, by griffe; the target is only read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import griffe

from bot.model import Check
from bot.verification.results import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bot.model import FileChange

MOST_NAMED: Final = 5


def public_api(
    files: Iterable[FileChange],
    packages: Mapping[str, str],
    test_files: Collection[str],
) -> Check | None:
    """Return what breaks for users of the changed modules, None where none changed.

    Public is what griffe takes for it: `__all__`, else no leading underscore.
    """
    modules = [
        (name, file)
        for file in files
        if file.path.endswith(".py") and file.path not in test_files
        if (name := module_name(file.path, packages))
    ]
    if not modules:
        return None
    broken = [text for name, file in modules for text in _breakages(name, file)]
    number = len(modules)
    said = f"{number} module" + ("" if number == 1 else "s")
    shown = [*broken[:MOST_NAMED]]
    if len(broken) > MOST_NAMED:
        shown.append(f"and {len(broken) - MOST_NAMED} more")
    return Check(
        name="public API (griffe)",
        passed=not broken,
        before=said,
        after="; ".join(shown) if broken else "nothing removed or changed",
        command=f"griffe check {modules[0][0].partition('.')[0]}",
    )


def module_name(path: str, packages: Mapping[str, str]) -> str:
    """Return the dotted name that users import the file by, "" for a private one."""
    for name, folder in packages.items():
        if path.startswith(f"{folder}/"):
            inner = path.removeprefix(f"{folder}/").removesuffix(".py").split("/")
            parts = [*name.split("."), *inner]
            if parts[-1] == "__init__":
                parts.pop()
            private = any(part.startswith("_") and part != "__main__" for part in parts)
            return "" if private else ".".join(parts)
    return ""


def _breakages(name: str, file: FileChange) -> Iterator[str]:
    if file.before is None:
        return
    if file.after is None:
        yield f"{name} is gone"
        return
    try:
        before, after = _module(name, file.before), _module(name, file.after)
        for breakage in griffe.find_breaking_changes(before, after):
            kind = breakage.kind.value.lower()
            yield clean(f"{breakage.obj.path}: {kind}")
    except (griffe.GriffeError, SyntaxError, ValueError, RecursionError):
        return


def _module(name: str, source: bytes) -> griffe.Module:
    text = source.decode("utf-8", "replace")
    path = Path(f"{name.replace('.', '/')}.py")
    return griffe.visit(name, filepath=path, code=text)
