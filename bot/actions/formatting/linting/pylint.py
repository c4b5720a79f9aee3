"""pylint's settings in Ruff's terms.

Ruff's codes are pylint's with PL in front; names are looked up in the list of
Ruff's rules. https://pylint.readthedocs.io/en/stable/user_guide/messages/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.files.ini import parse_ini, read_ini, values
from bot.actions.files.text import Text, read_text
from bot.actions.files.toml import read_toml
from bot.actions.formatting.linting.carried import Carried, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions.base import Target
    from bot.actions.formatting.linting.carried import Value
    from bot.actions.formatting.linting.rules import Rules

_FILES = ("pylintrc", ".pylintrc")
EXTENSIONS = (
    "PLR2004",
    "PLR2044",
    "PLR5501",
    "PLR6104",
    "PLR6201",
    "PLR6301",
    "PLW1641",
    "PLW2901",
    "PLC1901",
)
"""Rules of pylint's extensions, which it does not run by itself."""

_ELSEWHERE = {
    "bare-except": ("E722",),
    "consider-using-dict-items": ("PLC0206",),
    "consider-using-from-import": ("PLR0402",),
    "consider-using-in": ("PLR1714",),
    "consider-using-sys-exit": ("PLR1722",),
    "f-string-without-interpolation": ("F541",),
    "function-redefined": ("F811",),
    "import-outside-toplevel": ("PLC0415",),
    "multiple-imports": ("E401",),
    "multiple-statements": ("E701", "E702"),
    "singleton-comparison": ("E711", "E712"),
    "subprocess-run-check": ("PLW1510",),
    "undefined-variable": ("F821",),
    "unidiomatic-typecheck": ("E721",),
    "unnecessary-lambda-assignment": ("E731",),
    "unused-import": ("F401",),
    "unused-variable": ("F841",),
    "unused-wildcard-import": ("F403",),
    "use-implicit-booleaness-not-len": ("PLC1802",),
    "wildcard-import": ("F403",),
    "wrong-import-position": ("E402",),
}
"""Messages whose rule has another name in Ruff."""

_LIMITS = {
    "max-args": "max-args",
    "max-branches": "max-branches",
    "max-positional-arguments": "max-positional-args",
    "max-returns": "max-returns",
    "max-statements": "max-statements",
}


def pylint(target: Target, rules: Rules) -> Carried | None:
    """Return pylint's settings, None where the target sets it up nowhere.

    Raises `BrokenFileError` for a file of settings that cannot be read.
    """
    found = _options(target)
    if found is None:
        return None
    path, options = found
    disabled = values(options.get("disable", ""))
    enabled = values(options.get("enable", ""))
    unknown: list[str] = []
    if "all" in disabled:
        wanted = {code for name in enabled for code in _codes(name, rules)}
        select = tuple(sorted(wanted))
        ignore: set[str] = set()
        unknown = [name for name in enabled if not _codes(name, rules)]
    else:
        select = ("PL",)
        ignore = {code for name in disabled for code in _codes(name, rules)}
        ignore |= {code for code in EXTENSIONS if rules.is_known(code)}
    limits: dict[str, Value] = {
        new: amount
        for name, new in _LIMITS.items()
        if (amount := number(options.get(name, ""))) is not None
    }
    return Carried(
        f"pylint in {path}",
        path,
        select=select,
        ignore=tuple(sorted(ignore)),
        line_length=number(options.get("max-line-length", "")),
        tables={"pylint": limits} if limits else {},
        not_carried=tuple(unknown),
    )


def _codes(name: str, rules: Rules) -> tuple[str, ...]:
    if name in _ELSEWHERE:
        return _ELSEWHERE[name]
    if re.fullmatch(r"[CEFRW]\d{4}", name):
        code = f"PL{name}"
        return (code,) if rules.is_known(code) else ()
    return rules.named(name, "PL")


def _options(target: Target) -> tuple[str, dict[str, str]] | None:
    for path in _FILES:
        if path in target.tree:
            text = read_text(target.tree, path)
            # options before the first section are allowed here
            start = (
                "" if re.match(r"\s*(#[^\n]*\n\s*)*\[", text.text) else "[before any]\n"
            )
            ini = parse_ini(Text(path, start + text.text))
            return path, _flat(ini.sections)
    if "pyproject.toml" in target.tree:
        toml = read_toml(target.tree, "pyproject.toml")
        table = toml.table("tool", "pylint")
        if table is not None:
            return "pyproject.toml", _flat_table(table)
    if "setup.cfg" in target.tree:
        ini = read_ini(target.tree, "setup.cfg")
        own = {
            name: options
            for name, options in ini.sections.items()
            if name.lower().startswith("pylint")
        }
        if own:
            return "setup.cfg", _flat(own)
    return None


def _flat(sections: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {
        name.replace("_", "-"): value
        for options in sections.values()
        for name, value in options.items()
    }


def _flat_table(table: Mapping[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat_table(value)
        else:
            text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
            flat[name.replace("_", "-")] = text
    return flat
