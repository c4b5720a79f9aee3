"""Which formatter the project has, hints at, or should get."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.ini import read_ini
from bot.actions.files.pre_commit import PATH as HOOKS
from bot.actions.files.pre_commit import read_pre_commit
from bot.actions.files.toml import read_toml
from bot.actions.formatting.layout.gate_options import options_of, words_of
from codemods.model import LeftAlone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.base import Target

FOREIGN = ("yapf", "autopep8", "blue", "darker")
"""Formatters whose layout is not that of Black or Ruff."""

_HOOK_IDS = {
    "black": "black",
    "black-jupyter": "black",
    "ruff-format": "ruff",
    **{name: name for name in FOREIGN},
}
_RUNNERS = ("Makefile", "makefile", "justfile", "Justfile", "noxfile.py", "tox.ini")
_COMMAND = re.compile(
    r"(?m)^(?!\s*#).*?\b(?:(?P<tool>black|yapf|autopep8|blue|darker)"
    r"(?=[\"']?,?[ \t]+[\"']?(?:-|\.|src\b|tests?\b|[\w.-]+/|\$|\{))"
    r"|(?P<alone>ruff[ \t]+format|hatch[ \t]+fmt)\b)"
)
_PATH_HOOK = re.compile(r"(?m)^\s*- +id: *(?P<id>[\w-]+)\s*$")


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that speaks for a formatter.

    `kind` is gate (it runs there: hook, CI job, task), configuration,
    requirement, linter (Ruff, not as a formatter) or below (configuration in
    a sub-folder); `where` names the place as people read it, `folder` the
    folder of a configuration, ending in a slash, "" for the top. `options`
    are those that a gate gives on the command line, `files` and `exclude` the
    patterns of paths that a hook is run for, and not run for.
    """

    tool: str
    kind: str
    where: str
    folder: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The formatter to use, why, and where it runs already.

    `tool` is black or ruff, or "" where none is to be used, and then
    `because` says why not. `options`, `files` and `exclude` are those of the
    gate, `configured` is whether it runs anywhere or has settings.
    """

    tool: str
    because: str
    gates: tuple[str, ...] = ()
    for_a_person: bool = False
    apart: tuple[str, ...] = ()
    """Folders, each ending in a slash, that another formatter lays out."""

    configured: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The formatter's name as people write it."""
        return "Black" if self.tool == "black" else "Ruff"

    @property
    def command(self) -> str:
        """The command that formats, without its arguments."""
        return "black" if self.tool == "black" else "ruff format"


def choose(target: Target) -> tuple[Choice, tuple[LeftAlone, ...]]:
    """Return the formatter, and the files that could not be asked for it."""
    problems: list[LeftAlone] = []
    signs = tuple(_signs(target, problems))
    return _decide(signs), tuple(problems)


def _decide(signs: Sequence[Sign]) -> Choice:
    for kind in ("gate", "configuration", "requirement", "linter", "below"):
        found = [sign for sign in signs if sign.kind == kind]
        tools = sorted({sign.tool for sign in found})
        foreign = [tool for tool in tools if tool in FOREIGN]
        if foreign:
            where = next(sign.where for sign in found if sign.tool == foreign[0])
            return Choice("", f"{foreign[0]} lays this project out ({where}).")
        if len(tools) > 1:
            places = "; ".join(f"{sign.tool}: {sign.where}" for sign in found)
            reason = f"Two formatters are set up ({places}): one has to go first."
            return Choice("", reason, for_a_person=True)
        if tools:
            return _chosen(tools[0], kind, signs)
    return Choice("black", "Black, since the project hints at no formatter")


def _chosen(tool: str, kind: str, signs: Sequence[Sign]) -> Choice:
    own = [sign for sign in signs if sign.tool == tool]
    where = next(sign.where for sign in own if sign.kind == kind)
    settled = next((sign.where for sign in own if sign.kind == "configuration"), where)
    name = "Black" if tool == "black" else "Ruff"
    gates = [sign for sign in own if sign.kind == "gate"]
    only_hooks = bool(gates) and all(sign.where.startswith("hook") for sign in gates)
    verb = {"requirement": "required", "linter": "the linter here"}.get(kind, "set up")
    return Choice(
        tool,
        f"{name}, which is {verb} ({settled})",
        tuple(sign.where for sign in gates),
        apart=tuple(
            sorted({sign.folder for sign in signs if sign.folder and sign.tool != tool})
        ),
        configured=kind in {"gate", "configuration"},
        options=gates[0].options if gates else {},
        files=gates[0].files if only_hooks else (),
        exclude=gates[0].exclude if only_hooks else (),
    )


def _signs(target: Target, problems: list[LeftAlone]) -> Iterator[Sign]:
    for read in (_tables, _ini, _hooks):
        try:
            yield from read(target)
        except BrokenFileError as error:
            problems.append(LeftAlone(error.path, error.line, error.problem))
            if error.path == HOOKS:
                yield from _hooks_of_broken(target)
    yield from _commands(target)
    for requirement in target.facts.requirements:
        if requirement.name in ("black", *FOREIGN):
            kind = "below" if "/" in requirement.path else "requirement"
            yield Sign(requirement.name, kind, requirement.path)


def _hooks(target: Target) -> Iterator[Sign]:
    config = read_pre_commit(target.tree)
    for hook in config.hooks if config else ():
        if tool := _HOOK_IDS.get(hook.id):
            yield Sign(
                tool,
                "gate",
                f"hook `{hook.id}` in {HOOKS}",
                options=options_of(hook.args),
                files=hook.files,
                exclude=hook.exclude,
            )
        elif hook.id in {"ruff", "ruff-check"}:
            yield Sign("ruff", "linter", f"hook `{hook.id}` in {HOOKS}")


def _hooks_of_broken(target: Target) -> Iterator[Sign]:
    """Yield what a file that pre-commit cannot read was to run: no gate."""
    text = target.tree.read(HOOKS).decode(errors="replace")
    for found in _PATH_HOOK.finditer(text):
        if tool := _HOOK_IDS.get(found["id"]):
            yield Sign(tool, "configuration", f"hook `{found['id']}` in {HOOKS}")


def _tables(target: Target) -> Iterator[Sign]:
    for path in target.tree.paths():
        folder, _, name = path.rpartition("/")
        folder = f"{folder}/" if folder else ""
        for tool, table in _configured(target, path, name):
            linter = tool == "ruff" and not table.endswith("format]")
            kind = "below" if folder else "linter" if linter else "configuration"
            if not (linter and folder):
                where = f"`{table}` in {path}" if table else path
                yield Sign(tool, kind, where, folder)


def _configured(target: Target, path: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the formatters that a TOML file sets up, with the table."""
    if name == "pyproject.toml":
        toml = read_toml(target.tree, path)
        for tool in ("black", *FOREIGN):
            if toml.table("tool", tool) is not None:
                yield tool, f"[tool.{tool}]"
        if toml.table("tool", "ruff") is not None:
            formats = toml.table("tool", "ruff", "format") is not None
            yield "ruff", "[tool.ruff.format]" if formats else "[tool.ruff]"
    elif name in {"ruff.toml", ".ruff.toml"}:
        formats = read_toml(target.tree, path).table("format") is not None
        yield "ruff", "[format]" if formats else ""


def _ini(target: Target) -> Iterator[Sign]:
    if ".style.yapf" in target.tree:
        yield Sign("yapf", "configuration", ".style.yapf")
    for path in ("setup.cfg", "tox.ini"):
        sections = read_ini(target.tree, path).sections if path in target.tree else ()
        for tool in ("yapf", "autopep8", "blue"):
            if tool in sections:
                yield Sign(tool, "configuration", f"`[{tool}]` in {path}")


def _commands(target: Target) -> Iterator[Sign]:
    """Yield the formatters that CI jobs and tasks run."""
    jobs = [path for system in target.facts.ci for path in system.paths]
    for path in [*sorted(jobs), *_RUNNERS]:
        if path not in target.tree:
            continue
        text = target.tree.read(path).decode(errors="replace")
        seen: set[str] = set()
        for found in _COMMAND.finditer(text):
            words = (found["tool"] or found["alone"]).split()
            name = "ruff" if words[0] in {"ruff", "hatch"} else words[0]
            if name not in seen:
                seen.add(name)
                rest = text[found.end() :].partition("\n")[0]
                where = f"`{' '.join(words)}` in {path}"
                yield Sign(name, "gate", where, options=options_of(words_of(rest)))
    for tool in target.facts.tools:
        if tool.name == "ruff" and tool.path in jobs:
            yield Sign("ruff", "linter", f"`ruff` in {tool.path}")
