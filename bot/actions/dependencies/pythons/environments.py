"""Pythons in the environments of tox and nox.

https://tox.wiki/en/latest/config.html#env_list
https://nox.thea.codes/en/stable/config.html
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.mentions import (
    Form,
    Group,
    Item,
    Named,
    Single,
    Stuck,
)
from bot.actions.dependencies.pythons.spelling import (
    is_pypy,
    is_special,
    is_version,
    only_version,
    versions_in,
)
from bot.actions.dependencies.pythons.table import Minor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.files.text import Text

_LIST = re.compile(
    r"^[ \t]*(?:envlist|env_list)\s*="
    r"(?P<value>[^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n)))*)",
    re.MULTILINE,
)
_ARRAY = re.compile(r"^[ \t]*env_list\s*=\s*\[(?P<value>[^\]]*)\]", re.MULTILINE)
_MAPPING = re.compile(r"^python\s*=[ \t]*(?P<value>(?:\n[ \t]+[^\n]*)+)", re.MULTILINE)
_PAIR = re.compile(
    r"^[ \t]+(?P<item>(?P<version>(?:pypy-?)?[23]\.\d+\S*?)\s*:[^\n#]*?)[ \t]*\r?$",
    re.MULTILINE,
)
_BASE = re.compile(
    r"^\s*base_?python\s*=\s*(?P<value>python[23]\.\d+|py[23]\d+)\s*$", re.MULTILINE
)
_BRACES = re.compile(
    r"(?:(?<![\w}.-])(?P<head>(?:py(?P<major>3)?)?)|\w+)\{(?P<body>[^{}]*)\}"
)
_MEMBER = re.compile(r"[^,\s][^,]*?(?=\s*(?:,|$))")
_ENV = re.compile(
    r"(?<![\w{}.-])(?P<env>(?:py|pypy|python)[23]\.?\d{1,2}(?!\d)[\w.-]*)(?=\s|,|$|\"|')"
)
_AFTER_PY3 = re.compile(r"(?P<py>)(?P<major>)(?P<minor>\d{1,2})")
_AFTER_PY = re.compile(r"(?P<py>py)?(?P<major>[23])\.?(?P<minor>\d{1,2})")
_PLAUSIBLE = re.compile(r"2\.7|3\.(?:[6-9]|1\d)")
_RANGE = re.compile(r"(?P<low>\d*)-(?P<high>\d*)")
_STRING = re.compile(r"([\"'])(?P<text>[^\"'\n]*)\1")
_COMMENT = re.compile(r"#[^\n]*")


def read_tox(text: Text, named: Named) -> None:
    """Add the environments that a file of tox lists."""
    spans = [(m.start("value"), m.end("value")) for m in _LIST.finditer(text.text)]
    if text.path.endswith(".toml"):
        for match in _ARRAY.finditer(text.text):
            _array(named, match["value"], match.start("value"))
        legacy = text.text.find("legacy_tox_ini")
        spans = [span for span in spans if 0 <= legacy < span[0]]
    for start, end in spans:
        value = _COMMENT.sub(lambda m: " " * len(m[0]), text.text[start:end])
        _environments(named, value, start)
    for match in _MAPPING.finditer(text.text):
        _mapping(named, match["value"], match.start("value"))
    for match in _BASE.finditer(text.text):
        section = text.text.rfind("[", 0, match.start())
        header = text.text[section : text.text.find("]", section)]
        version = only_version(match["value"])
        if version and only_version(header) is None:
            named.singles.append(
                Single(
                    match.start("value"), match.end("value"), version, "`basepython`"
                )
            )


def _array(named: Named, value: str, start: int) -> None:
    """Add the names of environments in an array of TOML."""
    blank = _COMMENT.sub(lambda m: " " * len(m[0]), value)
    strings = list(_STRING.finditer(blank))
    items: list[Item] = []
    for match in strings:
        version = only_version(match["text"])
        if "{" in match["text"]:
            for each in set(versions_in(match["text"])):
                reason = "the environments of tox are written with braces"
                named.stuck.append(Stuck(start + match.start(), each, reason))
        elif version and _ENV.fullmatch(match["text"]):
            pypy = is_pypy(match["text"])
            plain = not pypy and not is_special(match["text"])
            at, end = start + match.start(), start + match.end()
            items.append(Item(at, end, version, plain, pypy=pypy))
    if items:
        others = len(items) < len(strings)
        named.groups.append(
            Group("the environments of tox", tuple(items), others=others)
        )


def _environments(named: Named, value: str, start: int) -> None:
    """Add names of environments, those in braces too."""
    for braces in _BRACES.finditer(value):
        if braces["head"] is None:
            continue
        items, others = [], False
        at = start + braces.start("body")
        for member in _MEMBER.finditer(braces["body"]):
            item = _factor(member[0], braces["head"], at + member.start())
            if isinstance(item, Item):
                items.append(item)
            elif item is None:
                others = True
            else:
                named.stuck.append(item)
        if items:
            named.groups.append(
                Group("the environments of tox", tuple(items), others=others)
            )
    blank = _BRACES.sub(lambda m: "\0" * len(m[0]), value)
    envs: list[Item] = []
    for match in _ENV.finditer(blank):
        version = only_version(match["env"])
        near = blank[match.end("env") : match.end("env") + 1]
        if version is None or near == "\0":
            continue
        begin = start + match.start("env")
        plain = not is_pypy(match["env"]) and not is_special(match["env"])
        pypy = is_pypy(match["env"])
        envs.append(Item(begin, start + match.end("env"), version, plain, pypy=pypy))
    if envs:
        others = len(re.findall(r"[^\s,\"'\[\]]+", blank)) > len(envs)
        named.groups.append(
            Group("the environments of tox", tuple(envs), others=others)
        )


def _factor(text: str, head: str, at: int) -> Item | Stuck | None:
    """Return the Python of one member of braces; None where it is another factor."""
    end = at + len(text)
    span = _RANGE.fullmatch(text)
    if span and head:
        low = span["low"] if head == "py3" else span["low"][1:]
        reason = "the environments of tox are a range"
        return Stuck(at, Minor(3, int(low or 0)), reason)
    if head:
        match = (_AFTER_PY3 if head == "py3" else _AFTER_PY).fullmatch(text)
        if match is None:
            return None
        version = Minor(int(match["major"] or 3), int(match["minor"]))
        return Item(at, end, version, not match["py"], Form.MINOR, bool(match["py"]))
    named = re.match(r"py", text) or _PLAUSIBLE.fullmatch(text)
    version_named = only_version(text) if named else None
    if version_named is None:
        return None
    pypy = is_pypy(text)
    plain = not pypy and not is_special(text)
    return Item(at, end, version_named, plain, pypy=pypy)


def _mapping(named: Named, value: str, start: int) -> None:
    """Add the pairs of tox-gh-actions and tox-gh: `3.8: py38`."""
    items: list[Item] = []
    for match in _PAIR.finditer(value):
        version = only_version(match["version"])
        if version:
            pypy = is_pypy(match["version"])
            plain = not pypy and only_version(match["item"]) is not None
            begin, end = start + match.start("item"), start + match.end("item")
            items.append(Item(begin, end, version, plain, Form.PAIR, pypy))
    if items:
        named.groups.append(Group("the environments by Python", tuple(items)))


def read_nox(text: Text, named: Named) -> None:
    """Add the lists of Pythons in a noxfile, and sessions that run on one."""
    try:
        tree = ast.parse(text.text)
    except (SyntaxError, ValueError, RecursionError):
        return
    starts = _line_starts(text.text)
    for value in _about_python(tree):
        for node in ast.walk(value):
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                items = tuple(_constants(text, starts, node.elts))
                others = len(items) < len(node.elts)
                group = Group("the sessions of nox", items, others=others)
                named.groups += [group] if items else []
        for item in _constants(text, starts, [value]):
            what = "a session of nox"
            named.singles.append(Single(item.start, item.end, item.version, what))


def _about_python(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield the values that name Pythons: of arguments, names and parameters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in {"python", "venv_params"}:
            yield node.value
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(re.search(r"(?i)py", ast.unparse(each)) for each in targets):
                yield node.value
        elif isinstance(node, ast.Call) and len(node.args) > 1:
            first = node.args[0]
            if isinstance(first, ast.Constant) and first.value == "python":
                yield node.args[1]


def _constants(text: Text, starts: list[int], nodes: list[ast.expr]) -> Iterator[Item]:
    for node in nodes:
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        version = only_version(node.value)
        one_line = node.end_lineno == node.lineno
        if version is None or not is_version(node.value) or not one_line:
            continue
        line = text.text[starts[node.lineno - 1] :].split("\n", 1)[0].encode()
        start = starts[node.lineno - 1] + len(line[: node.col_offset].decode())
        end = starts[node.lineno - 1] + len(line[: node.end_col_offset].decode())
        plain = not is_pypy(node.value) and not is_special(node.value)
        yield Item(start, end, version, plain, pypy=is_pypy(node.value))


def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\n", source))]
