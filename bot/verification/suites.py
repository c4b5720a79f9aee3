"""How the target's tests are run: what its owners, configuration, tools say."""

from __future__ import annotations

import ast
import configparser
import re
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.verification.pytest_config import read_pytest_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.model import Facts, Policy
    from bot.protocols import Tree

PYTEST: Final = "pytest"
UNITTEST: Final = "unittest"
COMMAND: Final = "command"

_RUNNERS: Final = frozenset({"uv", "poetry", "pdm", "pipenv", "hatch", "rye"})
_VALUED: Final = frozenset(
    {"-m", "-k", "-p", "-c", "-W", "-o", "--rootdir", "--ignore"}
)
_KEPT = re.compile(
    r"^(-m|-k|-p|-c|-W|-o|--rootdir|--ignore|--ignore-glob|--doctest-modules"
    r"|--doctest-glob|--import-mode|--ds|--pyargs|--deselect|--override-ini"
    r"|--capture|--runslow|--run-slow)(=|$)|^-[mkpWo]\S|^-s$"
)
_ASSIGNMENT = re.compile(r"^[A-Za-z_]\w*=")
_SUBSTITUTION = re.compile(r"\{posargs:?((?:[^{}]|\{[^{}]*\})*)\}")


@dataclass(frozen=True, slots=True)
class Suite:
    """The target's tests. `kind` is pytest, unittest or command.

    `options` and `paths` are given to the runner; of a command, `options` is
    its one text. `variables` are set for it. `text` is for people.
    """

    kind: str
    options: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The command, as a person would type it."""
        if self.kind == COMMAND:
            return self.options[0]
        start = {
            PYTEST: ("pytest",),
            UNITTEST: ("python", "-m", "unittest", "discover"),
        }
        return shlex.join((*start[self.kind], *self.options, *self.paths))


def find_suite(tree: Tree, facts: Facts, policy: Policy) -> Suite | None:
    """Return how to run the target's tests, None where it has none."""
    if policy.test_command:
        return from_command(policy.test_command)
    if not facts.test_files:
        return None
    if facts.test_framework == UNITTEST:
        return _unittest(tree, facts)
    if read_pytest_config(tree).testpaths:
        return Suite(PYTEST)
    for words, variables in (*_tox(tree), *_nox(tree)):
        options, paths = _chosen(words, tree)
        if options or paths:
            return Suite(PYTEST, options, paths, variables)
    return Suite(PYTEST, paths=_folders(facts.test_files))


def from_command(command: str) -> Suite:
    """Return the suite that a command line runs."""
    try:
        words = shlex.split(command)
    except ValueError:
        return Suite(COMMAND, (command,))
    if re.search(r"[|&;<>$`()*?\n]", command):
        return Suite(COMMAND, (command,))
    variables = {}
    while words and _ASSIGNMENT.match(words[0]):
        name, _, value = words.pop(0).partition("=")
        variables[name] = value
    if words[1:2] == ["run"] and words[0] in _RUNNERS:
        words = words[2:]
    if words[:1] in (["python"], ["python3"]) and words[1:2] == ["-m"]:
        words = words[2:]
    match words:
        case ["pytest" | "py.test", *rest]:
            return Suite(PYTEST, tuple(rest), variables=variables)
        case ["unittest", "discover", *rest]:
            return Suite(UNITTEST, tuple(rest), variables=variables)
        case ["unittest"]:
            return Suite(UNITTEST, variables=variables)
        case _:
            return Suite(COMMAND, (command,))


# ------------------------------------------------------------------- unittest


def _unittest(tree: Tree, facts: Facts) -> Suite:
    """Return the discovery that finds the test files.

    https://docs.python.org/3/library/unittest.html#test-discovery
    """
    folders = _folders(facts.test_files)
    start = folders[0] if len(folders) == 1 else "."
    options = ["-s", start]
    if start != "." and f"{start}/__init__.py" in tree:
        options += ["-t", "."]
    names = [path.rpartition("/")[2] for path in facts.test_files]
    if not any(name.startswith("test") for name in names):
        options += ["-p", "*test*.py"]
    return Suite(UNITTEST, tuple(options))


def _folders(test_files: Iterable[str]) -> tuple[str, ...]:
    """Return the highest folders that hold the tests, "." for the root."""
    tops = []
    for path in test_files:
        parts = path.split("/")[:-1]
        named = [n for n, part in enumerate(parts) if re.match(r"tests?$", part)]
        end = named[0] + 1 if named else len(parts)
        tops.append("/".join(parts[:end]) or ".")
    unique = sorted(set(tops))
    if "." in unique:
        return (".",)
    return tuple(
        each
        for each in unique
        if not any(each.startswith(f"{other}/") for other in unique)
    )


# ---------------------------------------------------------------- tox and nox


def _tox(tree: Tree) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Yield pytest's arguments in `tox.ini`, and the variables set for it.

    https://tox.wiki/en/latest/config.html
    """
    if "tox.ini" not in tree:
        return
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(tree.read("tox.ini").decode("utf-8", "replace"))
    except configparser.Error:
        return
    for section in parser.sections():
        if not section.startswith("testenv"):
            continue
        variables = dict(_variables(parser.get(section, "setenv", fallback="")))
        for line in parser.get(section, "commands", fallback="").splitlines():
            filled = _SUBSTITUTION.sub(r"\1", line)
            words = _split(re.sub(r"^[\w!,-]+:\s+", "", filled.strip()))
            if arguments := _after_pytest(words):
                yield arguments[1:], variables


def _variables(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and re.fullmatch(r"\s*[A-Z_]\w*\s*", name) and "{" not in value:
            yield name.strip(), value.strip()


def _nox(tree: Tree) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Yield pytest's literal arguments of `session.run` in `noxfile.py`."""
    if "noxfile.py" not in tree:
        return
    try:
        module = ast.parse(tree.read("noxfile.py"))
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "run"
        ):
            words = [
                item.value
                for item in node.args
                if isinstance(item, ast.Constant) and isinstance(item.value, str)
            ]
            if arguments := _after_pytest(words):
                yield arguments[1:], {}


def _after_pytest(words: Sequence[str]) -> list[str]:
    """Return the words from pytest's name on, [] where it is not called."""
    for place, word in enumerate(words[:6]):
        if word.rpartition("/")[2] in {"pytest", "py.test"}:
            return list(words[place:])
    return []


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return []


def _chosen(
    words: Sequence[str], tree: Tree
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the options that say which tests, and how; and the paths."""
    folders = {
        "/".join(path.split("/")[:end])
        for path in tree.paths()
        for end in range(1, path.count("/") + 1)
    }
    options: list[str] = []
    paths = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if "{" in word:
            continue
        if word.startswith("-"):
            value = [waiting.pop(0)] if word in _VALUED and waiting else []
            if _KEPT.match(word) and not any("{" in item for item in value):
                options += [word, *value]
        elif (plain := word.partition("::")[0].rstrip("/")) in tree or plain in folders:
            paths.append(word)
    return tuple(options), tuple(paths)
