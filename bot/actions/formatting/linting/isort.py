"""isort's settings in Ruff's terms.

https://pycqa.github.io/isort/docs/configuration/options.html says what an
option means, https://docs.astral.sh/ruff/settings/#lintisort its counterpart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.files.ini import read_ini, values
from bot.actions.files.pre_commit import PATH as HOOKS
from bot.actions.files.toml import read_toml
from bot.actions.formatting.linting.carried import Carried, is_true, number
from bot.actions.formatting.linting.hooks import hook_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions.base import Target
    from bot.actions.formatting.linting.carried import Value

_PLACES = (
    (".isort.cfg", "settings"),
    ("pyproject.toml", "isort"),
    ("setup.cfg", "isort"),
    ("setup.cfg", "tool:isort"),
    ("tox.ini", "isort"),
)
"""Where isort looks, first things first."""

_PROFILES: dict[str, dict[str, Value]] = {
    "black": {},
    "google": {"force-sort-within-sections": True, "force-single-line": True},
    "pycharm": {"force-sort-within-sections": True, "lines-after-imports": 2},
    "plone": {"force-single-line": True, "lines-after-imports": 2},
}
"""Profiles that Ruff can follow; the others break lines in a way of their own."""

_VERTICAL = {"3", "VERTICAL_HANGING_INDENT"}
_FLAGS = (
    "case_sensitive",
    "combine_as_imports",
    "force_single_line",
    "force_sort_within_sections",
    "from_first",
    "length_sort",
    "order_by_type",
    "split_on_trailing_comma",
)
_NUMBERS = ("lines_after_imports", "lines_between_types")
_LISTS = {
    "add_imports": "required-imports",
    "required_imports": "required-imports",
    "classes": "classes",
    "constants": "constants",
    "extra_standard_library": "extra-standard-library",
    "force_to_top": "force-to-top",
    "known_first_party": "known-first-party",
    "known_local_folder": "known-local-folder",
    "known_third_party": "known-third-party",
    "single_line_exclusions": "single-line-exclusions",
    "variables": "variables",
}
_ALIASES = {"force_single_line_imports": "force_single_line", "sl": "force_single_line"}
"""Names of options on the command line that are others in a file."""

_SECTIONS = {
    "FUTURE": "future",
    "STDLIB": "standard-library",
    "THIRDPARTY": "third-party",
    "FIRSTPARTY": "first-party",
    "LOCALFOLDER": "local-folder",
}
_WITHOUT_MEANING = frozenset(
    {
        "atomic",
        "check",
        "check_only",
        "color_output",
        "diff",
        "ensure_newline_before_comments",
        "filter_files",
        "float_to_top",
        "include_trailing_comma",
        "indent",
        "line_ending",
        "line_length",
        "multi_line_output",
        "profile",
        "py_version",
        "quiet",
        "settings_path",
        "skip",
        "skip_gitignore",
        "skip_glob",
        "extend_skip",
        "extend_skip_glob",
        "src_paths",
        "use_parentheses",
        "verbose",
        "virtual_env",
    }
)


def isort(target: Target) -> Carried | None:
    """Return isort's settings, None where the target sets it up nowhere.

    Where its layout is one that Ruff does not have, no rule is selected, and
    what is not carried over says so. Raises `BrokenFileError`.
    """
    found = isort_options(target)
    if found is None:
        return None
    path, line, options = found
    source = f"isort in {path}"
    profile = options.get("profile", "")
    mode = options.get("multi_line_output", "3" if profile else "0")
    if profile not in {"", *_PROFILES} or (
        mode.upper() not in _VERTICAL and not is_true(options.get("force_single_line"))
    ):
        style = f"profile {profile}" if profile else f"multi_line_output {mode}"
        reason = f"the import order: Ruff cannot break lines as isort's {style} does"
        return Carried(source, path, line, not_carried=(reason,))
    table = {**_PROFILES.get(profile, {}), **_table(options)}
    unknown = sorted(
        name
        for name in options
        if name not in {*_WITHOUT_MEANING, *_FLAGS, *_NUMBERS, *_LISTS, "sections"}
        and not name.startswith("known_")
    )
    return Carried(
        source,
        path,
        line,
        select=("I",),
        per_file={
            name.removeprefix("./"): ("I001",)
            for option in ("skip", "extend_skip", "skip_glob", "extend_skip_glob")
            for name in values(options.get(option, ""))
        },
        line_length=number(options.get("line_length", "")),
        tables={"isort": table} if table else {},
        not_carried=tuple(f"the option `{name}`" for name in unknown),
    )


def isort_options(target: Target) -> tuple[str, int, dict[str, str]] | None:
    """Return where isort has its settings, and these; None without any.

    What a hook gives counts more than a file. Raises `BrokenFileError`.
    """
    found = _options(target)
    hook = hook_options(target, "isort")
    if found is None and hook is None:
        return None
    path, line, options = found or (HOOKS, 0, {})
    given = {_ALIASES.get(name, name): value for name, value in (hook or {}).items()}
    return path, line, {**options, **given}


def is_like_black(options: Mapping[str, str]) -> bool:
    """Return whether isort with these settings leaves Black's imports alone."""
    if options.get("profile") == "black" or is_true(options.get("force_single_line")):
        return True
    vertical = options.get("multi_line_output", "").upper() in _VERTICAL
    return vertical and is_true(options.get("include_trailing_comma"))


def _options(target: Target) -> tuple[str, int, dict[str, str]] | None:
    for path, section in _PLACES:
        if path not in target.tree:
            continue
        if path == "pyproject.toml":
            toml = read_toml(target.tree, path)
            table = toml.table("tool", section)
            if table is not None:
                return path, 0, {name: _text(value) for name, value in table.items()}
            continue
        ini = read_ini(target.tree, path)
        if section in ini.sections:
            return path, ini.line_of(section), dict(ini.sections[section])
    return None


def _text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _table(options: Mapping[str, str]) -> dict[str, Value]:
    table: dict[str, Value] = {}
    for name in _FLAGS:
        if name in options:
            table[name.replace("_", "-")] = is_true(options[name])
    for name in _NUMBERS:
        amount = number(options.get(name, ""))
        if amount is not None:
            table[name.replace("_", "-")] = amount
    for name, new in _LISTS.items():
        if items := values(options.get(name, "")):
            table[new] = items
    order = values(options.get("sections", ""))
    if order and all(section in _SECTIONS for section in order):
        table["section-order"] = tuple(_SECTIONS[section] for section in order)
    return table
