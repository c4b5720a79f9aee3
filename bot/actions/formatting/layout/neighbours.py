"""Checks of the project that disagree with a formatter's layout.

https://black.readthedocs.io/en/stable/guides/using_black_with_other_tools.html
names them, and what to do.
"""

from __future__ import annotations

import io
import json
import re
import tokenize
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.ini import add_options, append_values, parse_ini
from bot.actions.files.text import read_text
from bot.actions.formatting.layout.pins import is_older
from bot.actions.formatting.linting.flake8 import FILES, IGNORED, checked
from bot.actions.formatting.linting.isort import is_like_black, isort_options
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions.base import Target
    from bot.actions.files.text import Text
    from bot.protocols import Tools

BY_RUFF = ("E203", "E701", "E704")
"""Codes of flake8 that a formatter may break, and that Ruff can count."""

BREAK_BEFORE_OPERATOR = "W503"
SLICES_ALLOWED_SINCE = "6.1"
"""The first flake8 whose E203 allows the space before a colon of a slice.

https://github.com/PyCQA/pycodestyle/blob/main/CHANGES.txt (2.11.0)
"""

COUNTED = (*BY_RUFF, BREAK_BEFORE_OPERATOR)

_STARTS_WITH_OPERATOR = re.compile(
    rb"^[ \t]+(?:and|or|in|is|not|if|else|[-+*/%@&|^<>=!])", re.MULTILINE
)
_OPERATORS = frozenset(
    {
        *("+", "-", "*", "/", "//", "%", "@", "**", "&", "|", "^", "<<", ">>"),
        *("==", "!=", "<", ">", "<=", ">="),
    }
)
_WORDS = frozenset({"and", "or", "in", "is"})
_LINE_ENDS = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT})


def disagreement(target: Target) -> str:
    """Return why the import sorter and a formatter would undo each other."""
    running = [tool for tool in target.facts.tools if tool.name == "isort"]
    jobs = {path for system in target.facts.ci for path in system.paths}
    gates = [tool for tool in running if tool.where == "hook" or tool.path in jobs]
    if not gates:
        return ""
    try:
        found = isort_options(target)
    except BrokenFileError:
        return ""
    if is_like_black(found[2] if found else {}):
        return ""
    return (
        f"isort runs ({gates[0].where or 'job'} in {gates[0].path}) and breaks imports "
        "in another way, so that each would undo the other: give it "
        '`profile = "black"` first'
    )


@dataclass(frozen=True, slots=True)
class Concession:
    """What style checkers have to leave to the formatter.

    `texts` are their settings with the codes ignored, `notes` say so, or that
    it has to be done by hand.
    """

    texts: tuple[Text, ...] = ()
    notes: tuple[str, ...] = ()


def concession(
    target: Target,
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    tools: Tools,
) -> Concession:
    """Return the codes that the layout breaks more often than the code did.

    Only codes that flake8 or pycodestyle look at in the project count.
    """
    looked_at: dict[str, tuple[str, ...]] = {}
    for checker in ("flake8", "pycodestyle"):
        with suppress(BrokenFileError):
            looked_at[checker] = checked(target, COUNTED, checker)
    if not any(looked_at.values()):
        return Concession()
    old, new = _count(before, tools), _count(after, tools)
    if is_older(target, "flake8", SLICES_ALLOWED_SINCE):
        old["E203"] = sum(map(spaced_slices, before.values()))
        new["E203"] = sum(map(spaced_slices, after.values()))
    texts: dict[str, Text] = {}
    notes: list[str] = []
    for checker, codes in looked_at.items():
        broken = {code: new[code] for code in codes if new[code] > old[code]}
        if broken:
            text = _written(target, checker, tuple(broken), texts)
            notes.append(_note(checker, broken, by_hand=text is None))
            texts |= {text.path: text} if text else {}
    return Concession(tuple(texts.values()), tuple(notes))


def _note(checker: str, broken: Mapping[str, int], *, by_hand: bool) -> str:
    places = ", ".join(
        f"{code} ({counted(number, 'place')})" for code, number in broken.items()
    )
    if by_hand:
        return f"{checker} disagrees with this layout: it has to ignore {places}."
    return f"{checker} disagrees with this layout, so it ignores now: {places}."


def _count(files: Mapping[str, bytes], tools: Tools) -> Counter[str]:
    counts: Counter[str] = Counter()
    argv = ("ruff", "check", "--isolated", "--no-cache", "--preview", "--exit-zero")
    with tools.scratch() as folder:
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        options = ("--select", ",".join(BY_RUFF), "--output-format", "json", ".")
        done = tools.run((*argv, *options), folder=folder)
    if done.exit_code == 0:
        counts.update(item["code"] for item in json.loads(done.stdout))
    counts[BREAK_BEFORE_OPERATOR] = sum(map(breaks_before_operator, files.values()))
    return counts


def breaks_before_operator(source: bytes) -> int:
    """Return how many lines begin with a binary operator, as pycodestyle does."""
    if not _STARTS_WITH_OPERATOR.search(source):
        return 0
    found = 0
    at_start = operand = False
    try:
        for token in tokenize.tokenize(io.BytesIO(source).readline):
            if token.type in _LINE_ENDS:
                at_start = at_start or token.type == tokenize.NL
                operand = operand and token.type != tokenize.NEWLINE
                continue
            operator = token.string in _OPERATORS or token.string in _WORDS
            found += operator and at_start and operand
            operand = _ends_operand(token) and not operator
            at_start = False
    except (tokenize.TokenError, SyntaxError, UnicodeError):
        return 0
    return found


def spaced_slices(source: bytes) -> int:
    """Return how many colons in brackets have white space before them."""
    found = depth = 0
    before = (0, 0)
    try:
        for token in tokenize.tokenize(io.BytesIO(source).readline):
            depth += (token.string == "[") - (token.string == "]")
            spaced = token.string == ":" and token.start[0] == before[0]
            found += spaced and depth > 0 and token.start[1] > before[1]
            before = token.end
    except (tokenize.TokenError, SyntaxError, UnicodeError):
        return 0
    return found


def _ends_operand(token: tokenize.TokenInfo) -> bool:
    return token.string in {")", "]", "}"} or token.type in {
        tokenize.NAME,
        tokenize.NUMBER,
        tokenize.STRING,
    }


def _written(
    target: Target, checker: str, codes: tuple[str, ...], texts: Mapping[str, Text]
) -> Text | None:
    """Return the checker's settings with the codes ignored; None: by hand only.

    `texts` are files that are edited already.
    """
    for path in FILES:
        if path not in target.tree:
            continue
        ini = parse_ini(texts.get(path) or read_text(target.tree, path))
        options = ini.sections.get(checker)
        if options is None:
            continue
        try:
            for name in ("extend-ignore", "extend_ignore", "ignore"):
                if name in options:
                    return append_values(ini, checker, name, codes).text
            new = ("extend-ignore", ",".join(codes))
            if checker == "pycodestyle":  # it only has the one that replaces
                new = ("ignore", ",".join((*IGNORED, *codes)))
            return add_options(ini, checker, [new]).text
        except UnusualFileError:
            return None
    return None
