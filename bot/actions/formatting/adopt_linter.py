"""Ruff as the linter, with what the other linters' settings mean to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.actions.base import Action, Target
from bot.actions.files.toml import Toml, read_toml
from bot.actions.formatting.layout.pins import own_version
from bot.actions.formatting.linting.configuration import (
    LOWEST_TARGET,
    Configuration,
    combine,
)
from bot.actions.formatting.linting.flake8 import flake8
from bot.actions.formatting.linting.hooks import hook
from bot.actions.formatting.linting.isort import isort
from bot.actions.formatting.linting.pylint import pylint
from bot.actions.formatting.linting.pyupgrade import pyupgrade
from bot.actions.formatting.linting.ratchet import ROUNDS, Found, Measured, settled
from bot.actions.formatting.linting.rendering import rendered
from bot.actions.formatting.linting.rules import Rules, read_rules
from bot.errors import ActionError
from bot.model import Assessed, Change, Check, FileChange, Status
from bot.words import counted
from codemods.model import Finding, LeftAlone, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.formatting.linting.carried import Carried
    from bot.protocols import Tools

PYPROJECT = "pyproject.toml"


class AdoptLinter(Action):
    """Set Ruff up as the linter.

    Ruff finds what flake8, isort, pylint and pyupgrade find, in one tool with
    one configuration. What their settings say is carried over. The check is
    green from the start: each rule that the code breaks today is listed with
    the number of places, so that people can mend them and take lines away,
    one at a time.

    Before:

        [flake8]
        max-line-length = 100
        ignore = E731, W503

    After:

        [tool.ruff]
        line-length = 100

        [tool.ruff.lint]
        select = ["E", "F", "W"]
        ignore = ["E731"]

    Fix safety: no source file changes. Ruff reads the new settings, and
    finds nothing with them.

    Left alone: projects that set Ruff up already; the settings of the other
    linters, and the hooks and jobs that run them: they go when Ruff runs there.
    """

    safety = Safety.SAFE
    references = (
        "https://docs.astral.sh/ruff/configuration/",
        "https://docs.astral.sh/ruff/faq/#how-does-ruffs-linter-compare-to-flake8",
    )
    params: ClassVar[Mapping[str, str]] = {
        "select": "rules to begin with, by commas, instead of those inferred",
    }

    def assess(self, target: Target) -> Assessed:
        """Return whether Ruff is set up, and which settings it would take over."""
        if not target.facts.python_files:
            reason = "There is no Python file that may be changed."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        try:
            there = _ruff_is_in(target)
            if there:
                reason = f"Ruff is the linter already: {there}."
                return Assessed(self.slug, Status.SATISFIED, reason)
            carried = tuple(_carried(target, Rules({}, {})))
        except ActionError as error:
            return Assessed(self.slug, Status.BLOCKED, f"{error}.")
        config = PYPROJECT if PYPROJECT in target.tree else "ruff.toml"
        findings = [Finding(config, 0, "Ruff is not configured")]
        findings += [
            Finding(item.path, item.line, f"{item.source}: settings to carry over")
            for item in carried
        ]
        sources = ", ".join(item.source for item in carried)
        reason = (
            f"Ruff can take over from {sources}."
            if carried
            else "No linter is configured."
        )
        return Assessed(self.slug, Status.PROPOSED, reason, tuple(sorted(findings)))

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the configuration with which `ruff check` is green today."""
        if not target.facts.python_files or _ruff_is_in(target):
            return Change(self.slug, "", ())
        toml = read_toml(target.tree, PYPROJECT) if PYPROJECT in target.tree else None
        rules = read_rules(tools)
        carried = tuple(_carried(target, rules))
        start, behind = combine(target, carried, rules, _asked(target, rules))
        with tools.scratch() as folder:
            measured = Measured(target, tools, folder)
            configuration, first = _made_green(target, measured, start, toml)
            document = rendered(configuration, toml)
            files = measured.files
        path, version = document.text.path, own_version("ruff")
        before = target.tree.read(path) if path in target.tree else None
        mode = target.tree.mode(path) if before is not None else 0o100644
        return Change(
            slug=self.slug,
            scope="",
            files=(FileChange(path, before, document.text.encoded, mode),),
            findings=(Finding(path, 0, "Ruff's settings"),),
            left_alone=tuple(
                LeftAlone(broken, 0, f"Ruff cannot parse it: {why}")
                for broken, why in sorted(first.broken.items())
            ),
            proof="configuration",
            checks=(_check(first, files),),
            notes=tuple(_notes(target, carried, behind, configuration)),
            commands=(f"python -m pip install ruff=={version}", "ruff check"),
        )


def _ruff_is_in(target: Target) -> str:
    """Return where Ruff is set up or runs, "" where it does not."""
    for path in ("ruff.toml", ".ruff.toml"):
        if path in target.tree:
            return path
    if PYPROJECT in target.tree:
        toml = read_toml(target.tree, PYPROJECT)
        if toml.table("tool", "ruff") is not None:
            return f"`[tool.ruff]` in {PYPROJECT}"
    for name in ("ruff", "ruff-check"):
        found = hook(target, name)
        if found:
            return f"hook `{name}` in .pre-commit-config.yaml"
    jobs = {path for system in target.facts.ci for path in system.paths}
    for tool in target.facts.tools:
        if tool.name == "ruff" and tool.path in jobs:
            return f"{tool.where or 'a job'} in {tool.path}"
    return ""


def _carried(target: Target, rules: Rules) -> Iterator[Carried]:
    """Yield the settings of the linters that the target has."""
    for found in (flake8(target), isort(target), pyupgrade(target)):
        if found:
            yield found
    found = pylint(target, rules)
    if found:
        yield found


def _asked(target: Target, rules: Rules) -> tuple[str, ...]:
    """Return the rules that were asked for by hand, none where they were not."""
    asked = target.params.get("select")
    if asked is None:
        return ()
    codes = tuple(code.strip() for code in asked.split(",") if code.strip())
    unknown = [code for code in codes if not rules.is_known(code)]
    if unknown or not codes:
        raise ActionError(f"select is {asked!r}: Ruff has no {', '.join(unknown)}")
    return codes


def _made_green(
    target: Target, measured: Measured, start: Configuration, toml: Toml | None
) -> tuple[Configuration, Found]:
    """Return the settings with which Ruff finds nothing, and the first findings."""
    configuration = start
    first: Found | None = None
    for _ in range(ROUNDS):
        text = rendered(configuration, toml).text
        found = measured.find(text.path, text.encoded)
        first = first or found
        if not found.count and not found.broken:
            return configuration, first
        configuration = settled(target, configuration, found)
    raise ActionError(f"ruff check is not green after {ROUNDS} rounds of exceptions")


def _check(first: Found, files: int) -> Check:
    rules = len(first.places)
    before = f"{counted(first.count, 'place')}, against {counted(rules, 'rule')}"
    if first.broken:
        before += f"; {counted(len(first.broken), 'file')} that cannot be parsed"
    return Check(
        name=f"ruff check ({own_version('ruff')})",
        passed=True,
        before=before if rules or first.broken else "no place breaks a selected rule",
        after=f"nothing found in {counted(files, 'file')}",
        command="ruff check",
    )


def _notes(
    target: Target,
    carried: Sequence[Carried],
    behind: Sequence[str],
    configuration: Configuration,
) -> Iterator[str]:
    rules = ", ".join(configuration.select)
    if target.params.get("select") is not None:
        yield f"The rules are {rules}, as asked for."
    elif carried:
        sources = ", ".join(item.source for item in carried)
        yield f"The rules are {rules}: what the settings ask for ({sources})."
    else:
        yield f"The rules are {rules}: they find mistakes, not matters of style."
    yield from behind
    lowest = target.facts.lowest_python
    if lowest < LOWEST_TARGET and configuration.target_version:
        yield f"Ruff knows no Python {lowest[0]}.{lowest[1]}, only 3.7 and later."
    running = sorted(_running(target))
    if running:
        yield (
            f"What runs today stays as it is: {'; '.join(running)}. Once Ruff runs in "
            "its place, that tool and its settings can go."
        )
    yield "Nothing runs Ruff by itself yet; `ruff check` does, and `ruff check --fix`."


def _running(target: Target) -> Iterator[str]:
    jobs = {path for system in target.facts.ci for path in system.paths}
    for tool in target.facts.tools:
        replaced = tool.name in {"flake8", "isort", "pylint", "pyupgrade"}
        if replaced and (tool.where == "hook" or tool.path in jobs):
            yield f"{tool.name} ({tool.where or 'job'} in {tool.path})"
