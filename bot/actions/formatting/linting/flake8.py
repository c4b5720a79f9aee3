"""flake8's settings in Ruff's terms.

https://flake8.pycqa.org/en/latest/user/options.html and the READMEs of its
plugins say what an option means; https://docs.astral.sh/ruff/faq/ which
plugins Ruff stands in for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions.files.ini import read_ini, values
from bot.actions.files.pre_commit import PATH as HOOKS
from bot.actions.files.toml import read_toml
from bot.actions.formatting.linting.carried import Carried, is_true, number
from bot.actions.formatting.linting.hooks import hook, hook_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.actions.base import Target
    from bot.actions.formatting.linting.carried import Value

FILES = ("setup.cfg", "tox.ini", ".flake8")
"""Of these, flake8 reads the first that has its section."""

LINE_LENGTH = 79
IGNORED = ("E121", "E123", "E126", "E226", "E24", "E704", "W503", "W504")
"""flake8's defaults."""

PLUGINS: dict[str, str] = {
    "dlint": "",
    "eradicate": "ERA",
    "flake8-2020": "YTT",
    "flake8-annotations": "ANN",
    "flake8-async": "ASYNC",
    "flake8-bandit": "S",
    "flake8-blind-except": "BLE",
    "flake8-boolean-trap": "FBT",
    "flake8-bugbear": "B",
    "flake8-builtins": "A",
    "flake8-commas": "COM",
    "flake8-comprehensions": "C4",
    "flake8-datetimez": "DTZ",
    "flake8-debugger": "T10",
    "flake8-django": "DJ",
    "flake8-docstrings": "D",
    "flake8-eradicate": "ERA",
    "flake8-errmsg": "EM",
    "flake8-executable": "EXE",
    "flake8-fixme": "FIX",
    "flake8-future-annotations": "FA",
    "flake8-gettext": "INT",
    "flake8-implicit-str-concat": "ISC",
    "flake8-import-conventions": "ICN",
    "flake8-isort": "I",
    "flake8-logging": "LOG",
    "flake8-logging-format": "G",
    "flake8-no-pep420": "INP",
    "flake8-pie": "PIE",
    "flake8-print": "T20",
    "flake8-pyi": "PYI",
    "flake8-pyproject": "",
    "flake8-pytest-style": "PT",
    "flake8-quotes": "Q",
    "flake8-raise": "RSE",
    "flake8-return": "RET",
    "flake8-self": "SLF",
    "flake8-simplify": "SIM",
    "flake8-slots": "SLOT",
    "flake8-tidy-imports": "TID",
    "flake8-todos": "TD",
    "flake8-type-checking": "TC",
    "flake8-unused-arguments": "ARG",
    "flake8-use-pathlib": "PTH",
    "pandas-vet": "PD",
    "pep8-naming": "N",
    "perflint": "PERF",
    "tryceratops": "TRY",
}
"""The family of each plugin; "" where there is nothing to carry over."""

_WITHOUT_MEANING = frozenset(
    {
        "append-config",
        "color",
        "count",
        "disable-noqa",
        "exit-zero",
        "format",
        "jobs",
        "max-doc-length",
        "output-file",
        "quiet",
        "require-plugins",
        "show-source",
        "statistics",
        "tee",
        "verbose",
    }
)
_KNOWN = frozenset(
    {
        "application-import-names",
        "ban-relative-imports",
        "builtins",
        "docstring-convention",
        "exclude",
        "extend-exclude",
        "extend-ignore",
        "extend-select",
        "ignore",
        "import-order-style",
        "inline-quotes",
        "max-complexity",
        "max-line-length",
        "multiline-quotes",
        "per-file-ignores",
        "select",
    }
)
_PER_FILE = re.compile(r"[\s,]+")
_OWN_EXCLUDES = frozenset(
    {
        *(".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg"),
        *(".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d", ".pyenv"),
        *(".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv"),
        *(".vscode", "__pypackages__", "_build", "buck-out", "build", "dist"),
        *("node_modules", "site-packages", "venv", "__pycache__", "CVS"),
    }
)
"""Folders that Ruff leaves out by itself, and those that hold no source."""


def flake8(target: Target) -> Carried | None:
    """Return flake8's settings, None where the target sets it up nowhere.

    Raises `BrokenFileError` for a file of settings that cannot be read.
    """
    found = _settings(target)
    if found is None:
        return None
    path, line, options = found
    own = hook(target, "flake8")
    plugins = _plugins(target, own.additional if own else ())
    carried = _carry(options, plugins)
    where = f"flake8 in {path}"
    return replace(carried, source=where, path=path, line=line)


def checked(
    target: Target, codes: Iterable[str], checker: str = "flake8"
) -> tuple[str, ...]:
    """Return those of the codes that the project's flake8 reports.

    `checker` may be pycodestyle, whose options are the same. None where it is
    not set up. Raises `BrokenFileError`.
    """
    found = _settings(target) if checker == "flake8" else _options(target, checker)
    if found is None:
        return ()
    options = found[2]
    selected = values(options.get("select", "")) or ("E", "F", "W", "C90")
    ignored = (
        *(values(options["ignore"]) if "ignore" in options else IGNORED),
        *values(options.get("extend-ignore", "")),
    )
    on = [code for code in codes if code.startswith(selected)]
    return tuple(code for code in on if not code.startswith(ignored))


def _settings(target: Target) -> tuple[str, int, dict[str, str]] | None:
    """Return where flake8 has its settings, and these; None without any."""
    found = _options(target)
    given = hook_options(target, "flake8")
    own = hook(target, "flake8")
    if found is None and own is None:
        return None
    path, line, options = found or (HOOKS, own.line if own else 0, {})
    return path, line, {**options, **_named(given or {})}


def _options(
    target: Target, checker: str = "flake8"
) -> tuple[str, int, dict[str, str]] | None:
    for path in FILES:
        if path in target.tree:
            ini = read_ini(target.tree, path)
            if checker in ini.sections:
                return path, ini.line_of(checker), _named(ini.sections[checker])
    if "pyproject.toml" in target.tree:
        toml = read_toml(target.tree, "pyproject.toml")
        table = toml.table("tool", checker)
        if table is not None:
            texts = {name: _text(value) for name, value in table.items()}
            return "pyproject.toml", 0, _named(texts)
    return None


def _text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value)


def _named(options: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in options.items()}


def _plugins(target: Target, additional: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the plugins that are installed, as far as is known."""
    names = {need.name for need in target.facts.requirements}
    names |= {
        re.split(r"[\s<>=!~\[;@]", text)[0].lower().replace("_", "-")
        for text in additional
    }
    return tuple(
        sorted(
            name
            for name in names
            if name in PLUGINS or name.startswith(("flake8-", "pep8-"))
        )
    )


def _carry(options: Mapping[str, str], plugins: tuple[str, ...]) -> Carried:
    families = [family for name in plugins if (family := PLUGINS.get(name))]
    selected = values(options.get("select", ""))
    complexity = number(options.get("max-complexity", ""))
    if not selected:
        selected = ("E", "F", "W", *(("C90",) if complexity else ()), *families)
    not_carried = [f"the plugin {name}" for name in plugins if name not in PLUGINS] + [
        f"the option `{name}`"
        for name in sorted(options)
        if name not in _KNOWN | _WITHOUT_MEANING
    ]
    return Carried(
        source="",
        path="",
        select=(*selected, *values(options.get("extend-select", ""))),
        ignore=(
            *values(options.get("ignore", "")),
            *values(options.get("extend-ignore", "")),
        ),
        per_file=per_file_ignores(options.get("per-file-ignores", "")),
        exclude=tuple(_excludes(options)),
        line_length=_line_length(options),
        tables=dict(_tables(options, complexity)),
        not_carried=tuple(not_carried),
    )


def _line_length(options: Mapping[str, str]) -> int | None:
    """Return the limit of a line, None where none is set and none is checked."""
    named = number(options.get("max-line-length", ""))
    ignored = values(options.get("ignore", "") + "," + options.get("extend-ignore", ""))
    off = any("E501".startswith(code) for code in ignored)
    return named or (None if off else LINE_LENGTH)


def _excludes(options: Mapping[str, str]) -> Iterator[str]:
    for name in ("exclude", "extend-exclude"):
        for item in values(options.get(name, "")):
            path = item.removeprefix("./").rstrip("/")
            if path not in _OWN_EXCLUDES and not path.endswith((".pyc", ".egg-info")):
                yield path


def per_file_ignores(text: str) -> dict[str, tuple[str, ...]]:
    """Return flake8's `per-file-ignores` as patterns and codes.

    Patterns end in a colon; the codes follow, by commas or white space.
    """
    without_comments = re.sub(r"(?m)(^|\s)#.*$", "", text)
    found: dict[str, tuple[str, ...]] = {}
    patterns: list[str] = []
    in_codes = False
    spaced = re.sub(r"\s*:", ": ", without_comments)
    for token in filter(None, _PER_FILE.split(spaced)):
        if token.endswith(":"):
            patterns = [*([] if in_codes else patterns), token[:-1]]
            in_codes = True
        elif re.fullmatch(r"[A-Z]+[0-9]*", token) and in_codes:
            for pattern in patterns:
                name = pattern.removeprefix("./")
                found[name] = (*found.get(name, ()), token)
        else:
            patterns = [*([] if in_codes else patterns), token]
            in_codes = False
    return found


def _tables(
    options: Mapping[str, str], complexity: int | None
) -> Iterator[tuple[str, dict[str, Value]]]:
    if complexity:
        yield "mccabe", {"max-complexity": complexity}
    quotes = {
        name: kind
        for name in ("inline-quotes", "multiline-quotes")
        if (kind := _quotes(options.get(name, "")))
    }
    if quotes:
        yield "flake8-quotes", dict(quotes)
    convention = options.get("docstring-convention", "")
    if convention in {"google", "numpy", "pep257"}:
        yield "pydocstyle", {"convention": convention}
    if is_true(options.get("ban-relative-imports", "")):
        yield "flake8-tidy-imports", {"ban-relative-imports": "all"}
    if own := values(options.get("application-import-names", "")):
        yield "isort", {"known-first-party": own}


def _quotes(text: str) -> str:
    kinds = {"'": "single", '"': "double", "'''": "single", '"""': "double"}
    return kinds.get(text, text if text in {"single", "double"} else "")
