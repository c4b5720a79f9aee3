"""How a Python is spelt: `3.8`, `3.8.10`, `py38`, `python3.8`, `pypy-3.9`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.table import Minor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DOTTED = r"(?<![\d.])(?P<a>[23])\.(?P<b>\d{1,2})(?P<patch>\.(?:\d+|x|\*))?(?![\d.]*\d)"
_WORD = r"(?<![a-z0-9])(?P<word>(?:py|python|cp|cpython|pypy)[-_]?)"
_GLUED = rf"{_WORD}(?P<c>[23])(?P<d>\d{{1,2}})(?!\d)"
_TOKEN = re.compile(rf"{_DOTTED}|{_GLUED}", re.IGNORECASE)
_BUILD = re.compile(r"(?<=[23]\.\d)-v\d[\d.]*|(?<=[23]\.\d\d)-v\d[\d.]*")
_SPECIAL = re.compile(r"\d(?:t|d)\b|-(?:dev|alpha|beta|rc)|(?:a|b|rc)\d|nightly")
_FORMS = re.compile(
    r"[~^=]*\s*(?:(?:py|python|cp|cpython|pypy)[-_:]?)?[23]\.?\d{1,2}"
    r"(?:\.(?:\d+|x|\*))?(?:t|-dev|[-.]?(?:a|b|rc|alpha|beta)[\d.]*| - |-v[\d.]+)*",
    re.IGNORECASE,
)


def versions_in(text: str) -> Iterator[Minor]:
    """Yield the Pythons that a text names, in its order."""
    for match in _TOKEN.finditer(_BUILD.sub("", text)):
        yield _minor(match)


def only_version(text: str) -> Minor | None:
    """Return the Python that a text names; None for none, or several."""
    found = set(versions_in(text))
    return found.pop() if len(found) == 1 else None


def is_version(text: str) -> bool:
    """Return whether a text is a Python and nothing else."""
    return _FORMS.fullmatch(text.strip()) is not None


def is_pypy(text: str) -> bool:
    """Return whether a text speaks of PyPy, or of another Python than CPython."""
    return bool(re.search(r"pypy|graalpy|jython|ironpython", text, re.IGNORECASE))


def is_special(text: str) -> bool:
    """Return whether a text names a pre-release or a special build."""
    return _SPECIAL.search(text) is not None


def respelt(
    text: str, old: Minor, new: Minor, patches: Mapping[Minor, str] | None = None
) -> str:
    """Return the text with one Python in the place of another, spelt in the same way.

    Where a patch release is written, it becomes the newest in `patches`;
    without such it goes.
    """

    def replaced(match: re.Match[str]) -> str:
        if _minor(match) != old:
            return match[0]
        if match["word"]:
            return f"{match['word']}{new.major}{new.minor}"
        patch = match["patch"] or ""
        if patch in {"", ".x", ".*"}:
            return f"{new}{patch}"
        return (patches or {}).get(new, str(new))

    plain = _BUILD.sub("", text) if is_pypy(text) else text
    return _TOKEN.sub(replaced, plain)


def has_patch(text: str, version: Minor) -> bool:
    """Return whether a text names a patch release of a Python."""
    return any(
        _minor(match) == version and (match["patch"] or "")[1:].isdigit()
        for match in _TOKEN.finditer(text)
    )


def scalar(old: str, new: str) -> str:
    """Return a plain YAML scalar, in quotes where it would be another number.

    `3.10` is the number 3.1 (https://yaml.org/spec/1.2.2/#10214-floating-point).
    """
    number = re.fullmatch(r"\d+\.\d*0", new)
    return f'"{new}"' if number and not old.startswith(("'", '"')) else new


def _minor(match: re.Match[str]) -> Minor:
    if match["word"]:
        return Minor(int(match["c"]), int(match["d"]))
    return Minor(int(match["a"]), int(match["b"]))
