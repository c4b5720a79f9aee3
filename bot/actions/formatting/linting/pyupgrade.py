"""The pyupgrade hook in Ruff's terms: the family UP from a Python on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.files.pre_commit import PATH
from bot.actions.formatting.linting.carried import Carried
from bot.actions.formatting.linting.hooks import hook

if TYPE_CHECKING:
    from bot.actions.base import Target


def pyupgrade(target: Target) -> Carried | None:
    """Return what the hook asks for, None where there is none.

    https://github.com/asottile/pyupgrade#implemented-features: without an
    option it changes only what has no use in any Python 3.
    """
    found = hook(target, "pyupgrade")
    if found is None:
        return None
    plus = [arg for arg in found.args if arg.endswith("-plus")]
    digits = plus[-1].removeprefix("--py").removesuffix("-plus") if plus else ""
    version = f"py{digits}" if digits.startswith("3") and len(digits) > 1 else ""
    return Carried(
        f"pyupgrade in {PATH}", PATH, found.line, ("UP",), target_version=version
    )
