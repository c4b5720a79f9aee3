"""The commands of a repository that install from requirements files."""

from __future__ import annotations

import ast
import configparser
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.reading.dockerfile import (
    DockerfileError,
    Instruction,
    inner,
    parse,
    scripts,
)
from bot.reading.installers import installer, script_argument
from bot.reading.shell import ShellSyntaxError, SimpleCommand, commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.actions.base import Target
    from bot.reading.shell import Word

_VERBS = frozenset({"install", "sync", "wheel", "download"})
_PIP_START = re.compile(r"\b(?:python[\d.]*\s+-m\s+pip|uv\s+pip|pip[\d.]*)\s+\w+.*")
_CLUSTER = re.compile(r"-[UqvI]+r(.*)")
_EXPRESSION = re.compile(r"\$\{\{.*?\}\}|\{\{.*?\}\}", re.DOTALL)
_FLAGS = frozenset("""
    --break-system-packages --disable-pip-version-check --dry-run
    --force-reinstall --ignore-installed --isolated --no-build-isolation
    --no-cache --no-cache-dir --no-color --no-compile --no-deps --no-index
    --no-input --no-warn-script-location --pre --prefer-binary --quiet
    --require-hashes --root-user-action=ignore --system --upgrade --user
    --verbose -I -U -q -qq -v
    """.split())  # noqa: SIM905  # a list would take a screen
_SCRIPT_FILES = re.compile(
    r"(?:.*/)?(?:Makefile|makefile|GNUmakefile|justfile|Justfile|Procfile"
    r"|devcontainer\.json|[^/]+\.(?:sh|bash|mk|just))"
    r"|(?:.*/)?(?:bin|ci|dev|devtools|scripts?|tools?)/(?:.*/)?[^/.]+(?:\.py)?"
)
_YAML_FILES = re.compile(
    r"\.readthedocs\.ya?ml|(?:.*/)?(?:environment|Taskfile|compose|docker-compose)"
    r"[\w.-]*\.ya?ml|\.github/actions/.*\.ya?ml"
)


@dataclass(frozen=True, slots=True)
class Install:
    """One command that installs from requirements files.

    `files` and `constraints` are names as they are written, variables as `*`;
    `others` what is asked for beside them: packages, folders, groups.
    """

    path: str
    line: int
    files: tuple[str, ...]
    constraints: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def installs(target: Target) -> tuple[Install, ...]:
    """Return the commands of Dockerfiles, CI, scripts, tox, nox and documents."""
    ci = {path for system in target.facts.ci for path in system.paths}
    dockerfiles = set(target.facts.dockerfiles)
    documents = set(target.facts.documents)
    found: list[Install] = []
    for path in target.tree.paths():
        read = _reader(path, ci, dockerfiles, documents)
        if read is None:
            continue
        content = target.tree.read(path).decode("utf-8", "replace")
        if any(word in content for word in ("install", "sync", "-r", "requirements")):
            found += read(path, content)
    return tuple(found)


def _reader(
    path: str, ci: set[str], dockerfiles: set[str], documents: set[str]
) -> Callable[[str, str], Iterator[Install]] | None:
    name = path.rpartition("/")[2]
    if path in dockerfiles:
        return _dockerfile
    if name == "tox.ini":
        return _tox
    if name == "noxfile.py":
        return _nox
    if (path in ci and path.endswith((".yml", ".yaml"))) or _YAML_FILES.fullmatch(path):
        return _yaml
    if path in ci or path in documents or _SCRIPT_FILES.fullmatch(path):
        return _lines
    return None


def _dockerfile(path: str, content: str) -> Iterator[Install]:
    """Yield the installs of RUN, with the names that COPY gives to files."""
    try:
        dockerfile = parse(content)
    except DockerfileError:
        return
    copied: dict[str, str] = {}
    for instruction in map(inner, dockerfile.instructions):
        if instruction.name in {"COPY", "ADD"}:
            copied |= _renamed(instruction)
        if instruction.name != "RUN":
            continue
        for script in scripts(instruction):
            listed: Sequence[SimpleCommand]
            if script.words is not None:
                listed = (SimpleCommand((), script.words),)
            else:
                listed = _commands(script.text.text)
            for install in _of_commands(path, instruction.line, listed):
                files = tuple(copied.get(file, file) for file in install.files)
                yield Install(
                    path, install.line, files, install.constraints, install.others
                )


def _renamed(copy: Instruction) -> dict[str, str]:
    """Return the new name of a file that COPY renames, and the old one."""
    flags, rest = copy.flags()
    words = rest.text.split()
    if words[2:] or not words[1:] or any(flag.startswith("--from") for flag in flags):
        return {}
    source, new = words
    return {} if new.endswith(("/", ".")) else {new: source}


def _yaml(path: str, content: str) -> Iterator[Install]:
    """Yield the installs in all texts of a YAML file."""
    try:
        node = YAML(typ="safe", pure=True).compose(content)
    except YAMLError:
        yield from _lines(path, content)
        return
    yield from _node(path, node)


def _node(path: str, node: Node | None) -> Iterator[Install]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "requirements" and isinstance(value, ScalarNode):
                yield Install(path, key.start_mark.line + 1, (str(value.value),))
            elif key.value == "pip" and isinstance(value, SequenceNode):
                yield from _conda(path, value)
            else:
                yield from _node(path, value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _node(path, value)
    elif isinstance(node, ScalarNode) and (
        "install" in node.value or "sync" in node.value
    ):
        script = _EXPRESSION.sub("*", str(node.value))
        yield from _of_commands(path, node.start_mark.line + 1, _commands(script))


def _conda(path: str, node: SequenceNode) -> Iterator[Install]:
    """Yield what the `pip` list of a conda environment asks for, as one command."""
    words = [str(value.value) for value in node.value]
    yield from _listed(path, node.start_mark.line + 1, words)


def _listed(path: str, line: int, items: Iterable[str]) -> Iterator[Install]:
    """Yield one command from the items of a list: `-r FILE`, or a requirement."""
    files: list[str] = []
    constraints: list[str] = []
    others: list[str] = []
    for item in items:
        match = re.fullmatch(r"-(r|c)\s*=?\s*(\S+)", item.strip())
        if match:
            (files if match[1] == "r" else constraints).append(match[2])
        elif item.strip():
            others.append(item.strip())
    if files or constraints:
        yield Install(path, line, tuple(files), tuple(constraints), tuple(others))


def _tox(path: str, content: str) -> Iterator[Install]:
    """Yield what `deps` installs in one command, and what `commands` run."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(content)
    except configparser.Error:
        yield from _lines(path, content)
        return
    for section in parser.sections():
        deps = parser.get(section, "deps", fallback="") or ""
        cleaned = [
            re.sub(r"\s#.*$|^[\w!,{}.-]+:\s+", "", item.strip())
            .replace("{toxinidir}/", "")
            .replace("{tox_root}/", "")
            for item in deps.splitlines()
        ]
        line = content[: content.find(f"[{section}]")].count("\n") + 1
        yield from _listed(path, line, cleaned)
        for command in (
            parser.get(section, "commands", fallback="") or ""
        ).splitlines():
            yield from _of_commands(path, line, _commands(command))


def _nox(path: str, content: str) -> Iterator[Install]:
    """Yield what the literal arguments of `session.install` ask for."""
    try:
        tree = ast.parse(content)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "install"
        ):
            words = [
                (
                    each.value
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                    else "*"
                )
                for each in node.args
            ]
            yield from _of_words(path, node.lineno, words)


def _lines(path: str, content: str) -> Iterator[Install]:
    """Yield the installs that stand in any text, a line at a time."""
    joined: list[str] = []
    first = 1
    for number, line in enumerate(content.splitlines(), 1):
        if line.rstrip().endswith("\\"):
            first = first if joined else number
            joined.append(line.rstrip()[:-1])
            continue
        text = " ".join([*joined, line])
        start = first if joined else number
        joined = []
        if match := _PIP_START.search(_EXPRESSION.sub("*", text)):
            script = re.split(r"[`\"'*)]", match.group())[0]
            yield from _of_commands(path, start, _commands(script))


def _commands(script: str) -> Sequence[SimpleCommand]:
    """Return the commands of a script; those of its lines where it is none."""
    try:
        return commands(script)
    except ShellSyntaxError:
        found: list[SimpleCommand] = []
        for line in script.splitlines():
            try:
                found += commands(line)
            except ShellSyntaxError:
                continue
        return found


def _of_commands(
    path: str, line: int, listed: Iterable[SimpleCommand]
) -> Iterator[Install]:
    for command in listed:
        nested = script_argument(command.words)
        if nested is not None:
            yield from _of_commands(path, line, _commands(nested.text))
            continue
        found = installer(command.words)
        if (
            found
            and found.tool in {"pip", "uv"}
            and found.verbs[-1].text in _VERBS
            and found.command != "uv sync"
        ):
            words = [_written(word) for word in found.arguments]
            yield from _of_words(path, line, words)


def _written(word: Word) -> str:
    """Return a word with each variable as a star."""
    if word.plain:
        return word.text
    return re.sub(r"\$\{?\w+\}?|\$\(.*?\)", "*", word.text)


def _of_words(path: str, line: int, words: Sequence[str]) -> Iterator[Install]:
    """Yield the install that the arguments of `pip install` make, if it has files."""
    files: list[str] = []
    constraints: list[str] = []
    others: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        name, equals, value = word.partition("=")
        following = words[position + 1] if position + 1 < len(words) else ""
        position += 1
        if cluster := _CLUSTER.fullmatch(word):
            word, following = "-r", cluster[1] or following
            position += not cluster[1]
            files.append(following)
        elif name in {"-r", "--requirement", "--requirements"}:
            files.append(value if equals else following)
            position += not equals
        elif name in {"-c", "--constraint", "--constraints"}:
            constraints.append(value if equals else following)
            position += not equals
        elif name in {"-e", "--editable", "--group", "--extra"}:
            others.append(f"{name} {value if equals else following}")
            position += not equals
        elif word.startswith(("-r", "-c")) and not word.startswith("--"):
            (files if word[1] == "r" else constraints).append(word[2:])
        elif word.startswith("-"):
            position += not (equals or word in _FLAGS or following.startswith("-"))
        else:
            (files if _is_file(word) and not files else others).append(word)
    if files or constraints:
        yield Install(path, line, tuple(files), tuple(constraints), tuple(others))


def _is_file(word: str) -> bool:
    """Return whether `pip-sync` or `uv pip sync` is given this as its file."""
    return word.endswith(".txt") and "==" not in word


def names(found: Iterable[Install]) -> Iterator[tuple[Install, str]]:
    """Yield each install with each file that it names, constraints too."""
    for install in found:
        for name in (*install.files, *install.constraints):
            yield install, posixpath.normpath(name)
