"""Which Python the target's tests run on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.protocols import Interpreter


def choose_python(
    interpreters: Iterable[Interpreter], requires_python: str
) -> Interpreter | None:
    """Return the Python to use for a target that requires these versions.

    The minor version that runs Honebot where it will do, since its wheels are
    the likeliest to be there; else the highest that will do; else None. A
    requirement that cannot be read is taken for none.
    """
    try:
        required = SpecifierSet(requires_python)
    except InvalidSpecifier:
        required = SpecifierSet()
    fitting = [
        each
        for each in interpreters
        if required.contains(".".join(map(str, each.version)), prereleases=True)
    ]
    own = [each for each in fitting if each.version[:2] == sys.version_info[:2]]
    return max(own or fitting, key=lambda each: each.version, default=None)
