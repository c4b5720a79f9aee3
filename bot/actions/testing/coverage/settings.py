"""Where coverage.py's settings stand in the project, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.ini import read_ini
from bot.actions.files.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.actions.base import Target

PYPROJECT = "pyproject.toml"
OWN_FILE = ".coveragerc"

_INI = (("setup.cfg", "coverage:"), ("tox.ini", "coverage:"))
_PYTEST = (
    ("pytest.ini", "pytest"),
    (".pytest.ini", "pytest"),
    ("tox.ini", "pytest"),
    ("setup.cfg", "tool:pytest"),
)
_RUNNERS = ("tox.ini", "noxfile.py", "Makefile", "makefile", "justfile", "hatch.toml")
_IN_COMMAND = re.compile(
    r"--cov(?:[= ](?P<source>[\w./-]+))?(?=[\s\"',]|$)|(?P<branch>--cov-branch)"
    r"|--cov-fail-under[= ](?P<floor>\d+)|coverage run (?P<run>[^\n]*)"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set up, and where.

    `path` is the file that coverage.py reads, or should: `exists` says
    whether it holds settings already. `prefix` is what its sections are named
    with ("tool.coverage." in pyproject.toml, "coverage:" in setup.cfg, "").
    `sections` are the settings by section. The `command_*` are what pytest's
    own options and the commands of jobs and tasks say, as places.
    """

    path: str
    prefix: str
    exists: bool
    sections: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    command_source: str = ""
    command_branch: str = ""
    command_floor: str = ""
    always: bool = False
    """Whether pytest's options measure coverage in every run."""

    @property
    def is_toml(self) -> bool:
        """Whether the file is TOML."""
        return self.path == PYPROJECT

    def has(self, section: str, *names: str) -> bool:
        """Return whether one of these options is set."""
        return not set(names).isdisjoint(self.sections.get(section, {}))


def read_settings(target: Target) -> Settings:
    """Return the settings that coverage.py reads in the target.

    It reads the first of .coveragerc, setup.cfg, tox.ini and pyproject.toml
    that has any (https://coverage.readthedocs.io/en/latest/config.html).
    Raises `BrokenFileError` for one that cannot be read.
    """
    found = _find(target)
    commands = [
        (where, text, always) for where, text, always in _commands(target) if text
    ]
    source = branch = floor = ""
    in_every_run = False
    for where, text, always in commands:
        for match in _IN_COMMAND.finditer(text):
            run = match["run"] or ""
            if match["source"] or "--source" in run:
                source = source or where
            if match["branch"] or "--branch" in run:
                branch = branch or where
            if match["floor"]:
                floor = floor or where
            in_every_run |= always and match[0].startswith("--cov")
    return Settings(
        *found,
        command_source=source,
        command_branch=branch,
        command_floor=floor,
        always=in_every_run,
    )


def _find(target: Target) -> tuple[str, str, bool, Mapping[str, Mapping[str, object]]]:
    if OWN_FILE in target.tree:
        sections = read_ini(target.tree, OWN_FILE).sections
        plain = {name.removeprefix("coverage:"): own for name, own in sections.items()}
        prefix = "coverage:" if any(":" in name for name in sections) else ""
        return OWN_FILE, prefix, True, plain
    for path, prefix in _INI:
        if path in target.tree:
            own = {
                name.removeprefix(prefix): options
                for name, options in read_ini(target.tree, path).sections.items()
                if name.startswith(prefix)
            }
            if own:
                return path, prefix, True, own
    if PYPROJECT in target.tree:
        table = read_toml(target.tree, PYPROJECT).table("tool", "coverage")
        if table:
            return PYPROJECT, "tool.coverage.", True, table
        return PYPROJECT, "tool.coverage.", False, {}
    if "setup.cfg" in target.tree:
        return "setup.cfg", "coverage:", False, {}
    return OWN_FILE, "", False, {}


def _commands(target: Target) -> Iterator[tuple[str, str, bool]]:
    """Yield where pytest is given options, the text, and if that is always so."""
    if PYPROJECT in target.tree:
        toml = read_toml(target.tree, PYPROJECT)
        for keys in (("tool", "pytest", "ini_options"), ("tool", "pytest")):
            options = (toml.table(*keys) or {}).get("addopts", "")
            text = options if isinstance(options, str) else "\n".join(map(str, options))
            yield f"`addopts` in {PYPROJECT}", text, True
    for path, section in _PYTEST:
        if path in target.tree:
            try:
                options = read_ini(target.tree, path).sections.get(section, {})
            except BrokenFileError:
                continue
            yield f"`addopts` in {path}", options.get("addopts", ""), True
    jobs = [path for system in target.facts.ci for path in system.paths]
    for path in [*sorted(jobs), *_RUNNERS]:
        if path in target.tree:
            text = target.tree.read(path).decode(errors="replace")
            yield path, text.replace("\\\n", " "), False
