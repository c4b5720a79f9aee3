"""The options in a line of a requirements file, each with its place.

pip splits what follows the first word that begins with a dash as a shell does,
and reads it as the options of a command: names may be shortened, values may
follow a space. https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from io import StringIO

_BEGIN = re.compile(r"(?:^| )(?=-)")
_SHORT = {
    "-i": "--index-url",
    "-c": "--constraint",
    "-r": "--requirement",
    "-e": "--editable",
    "-f": "--find-links",
    "-C": "--config-settings",
}
_LONG = {
    "--index-url": True,
    "--pypi-url": True,
    "--extra-index-url": True,
    "--no-index": False,
    "--constraint": True,
    "--requirement": True,
    "--editable": True,
    "--find-links": True,
    "--no-binary": True,
    "--only-binary": True,
    "--prefer-binary": False,
    "--require-hashes": False,
    "--no-require-hashes": False,
    "--pre": False,
    "--trusted-host": True,
    "--use-feature": True,
    "--global-option": True,
    "--install-option": True,
    "--hash": True,
    "--config-setting": True,
    "--config-settings": True,
    "--all-releases": True,
    "--only-final": True,
}
"""What some pip since 20 knows in a requirements file; True: with a value."""

HASHES = frozenset({"sha256", "sha384", "sha512"})
"""The algorithms that pip takes a hash of."""


class LineOptionsError(ValueError):
    """The options of a line are none that pip knows; the text says which."""


@dataclass(frozen=True, slots=True)
class LineOption:
    """One option; `name` is its long form, `value` "" where it has none.

    `start` and `end` are its place in the text of the line, `value_start` and
    `value_end` that of its value as it is written, quotes and all.
    """

    name: str
    value: str
    start: int
    end: int
    value_start: int = 0
    value_end: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def split_options(text: str) -> tuple[str, tuple[LineOption, ...]]:
    """Return what is before the options of a line, and the options.

    Raises `LineOptionsError` where pip would stop at the line.
    """
    found = _BEGIN.search(text)
    if found is None:
        return text, ()
    return text[: found.start()], tuple(_options(_words(text, found.end()), text))


def _words(text: str, begin: int) -> list[_Word]:
    """Split as a shell does, and note where each word is."""
    stream = StringIO(text[begin:])
    lexer = shlex.shlex(stream, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[_Word] = []
    place = begin
    try:
        while (word := lexer.get_token()) is not None:
            told = begin + stream.tell()
            end = told if told == len(text) else told - 1
            while text[place] in lexer.whitespace:
                place += 1
            words.append(_Word(word, place, end))
            place = told
    except ValueError:
        raise LineOptionsError("a quote in its options is not closed") from None
    return words


def _options(words: list[_Word], text: str) -> list[LineOption]:
    found: list[LineOption] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        if word.text == "--":
            break
        if word.text.startswith("--"):
            found.append(_long(word, rest, text))
        elif word.text.startswith("-") and word.text != "-":
            found.append(_short(word, rest, text))
    for option in found:
        _check(option)
    return found


def _long(word: _Word, rest: list[_Word], text: str) -> LineOption:
    written, equals, value = word.text.partition("=")
    name = _full_name(written)
    if not _LONG[name]:
        if equals:
            raise LineOptionsError(f"`{name}` takes no value")
        return LineOption(name, "", word.start, word.end)
    if equals:
        start = text.index("=", word.start) + 1
        return LineOption(name, value, word.start, word.end, start, word.end)
    return _with_next(name, word, rest)


def _short(word: _Word, rest: list[_Word], text: str) -> LineOption:
    name = _SHORT.get(word.text[:2])
    if name is None:
        raise LineOptionsError(f"pip knows no option `{word.text[:2]}` here")
    if len(word.text) == len("-r"):
        return _with_next(name, word, rest)
    start = text.index(word.text[1], word.start) + 1
    return LineOption(name, word.text[2:], word.start, word.end, start, word.end)


def _with_next(name: str, word: _Word, rest: list[_Word]) -> LineOption:
    if not rest:
        raise LineOptionsError(f"`{name}` has no value")
    value = rest.pop()
    return LineOption(name, value.text, word.start, value.end, value.start, value.end)


def _full_name(written: str) -> str:
    if written in _LONG:
        return written
    possible = [name for name in _LONG if name.startswith(written)]
    if len(possible) != 1:
        raise LineOptionsError(f"pip knows no option `{written[:40]}` here")
    return possible[0]


def _check(option: LineOption) -> None:
    """Refuse the values that pip refuses."""
    if option.name == "--hash":
        algorithm, colon, _ = option.value.partition(":")
        if not colon or algorithm not in HASHES:
            known = ", ".join(sorted(HASHES))
            raise LineOptionsError(f"a hash is not one of {known}, which pip takes")
    elif option.name.startswith("--config-setting") and "=" not in option.value:
        raise LineOptionsError(f"`{option.name}` has no `=` in its value")
