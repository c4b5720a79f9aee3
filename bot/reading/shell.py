"""A POSIX shell script as its simple commands, every word with its place.

Only what tells commands and words apart is understood (POSIX.1-2024, Shell
Command Language, 2.2 to 2.10); nothing is expanded and nothing is run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.joined import Joined

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = " \t\r\f\v"
_WORD_ENDS = frozenset(_BLANKS + "\n;|&()<>")
_OPERATOR = re.compile(r"&&|\|\||;;&|;;|;&|\|&|[;|&()\n]")
_REDIRECTION = re.compile(r"&>>?|\d*(?:<<<|<<-?|<>|<&|>&|>>|>\||<|>)")
_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\+?=")
_RESERVED = frozenset(
    {"!", "do", "elif", "else", "if", "then", "time", "until", "while", "{"}
)


class ShellSyntaxError(ValueError):
    """The script ends within a quotation or an expansion."""

    def __init__(self, offset: int, what: str) -> None:
        self.offset = offset
        self.what = what
        super().__init__(f"{what} is never closed")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command.

    `text` has the quotes removed; where `plain` is false it holds expansions
    as they are written, and the shell will see something else.
    """

    text: str
    start: int
    end: int
    plain: bool


@dataclass(frozen=True, slots=True)
class SimpleCommand:
    """A program with its arguments; redirections are left out."""

    assignments: tuple[Word, ...]
    words: tuple[Word, ...]


def commands(script: str, *, backslash: bool = True) -> tuple[SimpleCommand, ...]:
    """Return the simple commands of a script, in the order they are written.

    Commands within substitutions are not among them. Without `backslash` that
    character is like any other, as in paths on Windows. Raises
    `ShellSyntaxError`.
    """
    return tuple(_Reader(script, backslash=backslash).commands())


def characters(script: str, word: Word, *, backslash: bool = True) -> Joined:
    """Return the characters of a word's text, each with its place in the script."""
    return _Reader(script, backslash=backslash).characters(word)


class _Reader:
    """Walks through a script once."""

    def __init__(self, script: str, *, backslash: bool) -> None:
        self.script = script
        self.backslash = backslash
        self.position = 0
        self.heredocs: list[tuple[str, bool]] = []

    def commands(self) -> Iterator[SimpleCommand]:
        """Yield the commands between the operators."""
        words: list[Word] = []
        while self._to_next_token():
            if match := self._redirection():
                self._redirect(match.group())
            elif match := _OPERATOR.match(self.script, self.position):
                if words:
                    yield self._command(words)
                words = []
                self.position = match.end()
                if match.group() == "\n":
                    self._skip_heredocs()
            else:
                words.append(self._word())
        if words:
            yield self._command(words)

    def characters(self, word: Word) -> Joined:
        """Return what `_word` read, character by character."""
        self.position = word.start
        text: list[str] = []
        offsets: list[int] = []
        is_quoted = False
        while self.position < word.end:
            start = self.position
            char = self.script[start]
            if char == '"':
                is_quoted = not is_quoted
                self.position += 1
                continue
            if char == "'" and not is_quoted:
                piece, start = self._single_quoted(), start + 1
            elif char == "\\" and self.backslash:
                piece = self._backslash(is_quoted=is_quoted)
                start += 1 - (piece[:1] == "\\" and len(piece) > 1)
            elif char in "$`" or (char in "<>" and not is_quoted):
                piece = self._expansion()
            else:
                piece = char
                self.position += 1
            text.append(piece)
            offsets.extend(range(start, start + len(piece)))
        return Joined("".join(text), tuple(offsets))

    def _command(self, words: list[Word]) -> SimpleCommand:
        first = 0
        while first < len(words) and self._raw(words[first]) in _RESERVED:
            first += 1
        after = first
        while after < len(words) and _ASSIGNMENT.match(self._raw(words[after])):
            after += 1
        return SimpleCommand(tuple(words[first:after]), tuple(words[after:]))

    def _raw(self, word: Word) -> str:
        return self.script[word.start : word.end]

    def _to_next_token(self) -> bool:
        """Go past blanks, comments and joined lines; false at the end."""
        script, end = self.script, len(self.script)
        while self.position < end:
            if script[self.position] in _BLANKS:
                self.position += 1
            elif self.backslash and script.startswith("\\\n", self.position):
                self.position += 2
            elif self.backslash and script.startswith("\\\r\n", self.position):
                self.position += 3
            elif script[self.position] == "#":
                newline = script.find("\n", self.position)
                self.position = end if newline < 0 else newline
            else:
                return True
        return False

    def _redirection(self) -> re.Match[str] | None:
        if self.script[self.position : self.position + 2] in {"<(", ">("}:
            return None
        return _REDIRECTION.match(self.script, self.position)

    def _redirect(self, operator: str) -> None:
        self.position += len(operator)
        if not self._to_next_token() or self.script[self.position] in ";|&()<>\n":
            return
        word = self._word()
        if operator.endswith(("<<", "<<-")):
            self.heredocs.append((word.text, operator.endswith("-")))

    def _skip_heredocs(self) -> None:
        for name, tabs in self.heredocs:
            while self.position < len(self.script):
                newline = self.script.find("\n", self.position)
                end = len(self.script) if newline < 0 else newline
                line = self.script[self.position : end].removesuffix("\r")
                self.position = min(end + 1, len(self.script))
                if (line.lstrip("\t") if tabs else line) == name:
                    break
        self.heredocs.clear()

    def _word(self) -> Word:
        """Read one word; at least one character of it is there."""
        start = self.position
        text: list[str] = []
        plain = True
        while self.position < len(self.script):
            char = self.script[self.position]
            if char in _WORD_ENDS and not (
                self.position == start and char in "<>"  # process substitution
            ):
                break
            piece, is_plain = self._piece(char)
            text.append(piece)
            plain = plain and is_plain
        return Word("".join(text), start, self.position, plain)

    def _piece(self, char: str) -> tuple[str, bool]:
        """Read a quotation, an expansion or one character."""
        if char == "'":
            return self._single_quoted(), True
        if char == '"':
            return self._double_quoted()
        if char == "\\" and self.backslash:
            return self._escaped(), True
        if char in "$`<>":
            return self._expansion(), False
        self.position += 1
        return char, True

    def _single_quoted(self) -> str:
        end = self.script.find("'", self.position + 1)
        if end < 0:
            raise ShellSyntaxError(self.position, "a single quote")
        text = self.script[self.position + 1 : end]
        self.position = end + 1
        return text

    def _double_quoted(self) -> tuple[str, bool]:
        start = self.position
        self.position += 1
        text: list[str] = []
        plain = True
        while self.position < len(self.script):
            char = self.script[self.position]
            if char == '"':
                self.position += 1
                return "".join(text), plain
            if char == "\\" and self.backslash:
                text.append(self._backslash(is_quoted=True))
            elif char in "$`":
                text.append(self._expansion())
                plain = False
            else:
                text.append(char)
                self.position += 1
        raise ShellSyntaxError(start, "a double quote")

    def _backslash(self, *, is_quoted: bool) -> str:
        """Read a backslash: within double quotes it may stand for itself."""
        quotes = self.script[self.position + 1 : self.position + 2]
        stays = is_quoted and quotes not in '$`"\\\n'
        return ("\\" if stays else "") + self._escaped()

    def _escaped(self) -> str:
        """Read a backslash and what it quotes: a joined line is nothing."""
        if self.script.startswith("\\\r\n", self.position):
            self.position += 3
            return ""
        following = self.script[self.position + 1 : self.position + 2]
        self.position += 1 + len(following)
        return "" if following == "\n" else following

    def _expansion(self) -> str:
        """Read what begins with a dollar sign, a backtick, `<(` or `>(`."""
        start = self.position
        opening = self.script[start : start + 2]
        if opening[0] == "`":
            end = self.script.find("`", start + 1)
            if end < 0:
                raise ShellSyntaxError(start, "a backtick")
            self.position = end + 1
        elif opening in {"$(", "<(", ">("}:
            self._skip_to(")", "(", start)
        elif opening == "${":
            self._skip_to("}", "{", start)
        else:
            self.position += 1
        return self.script[start : self.position]

    def _skip_to(self, closing: str, nested: str, start: int) -> None:
        self.position = start + 2
        depth = 1
        while self.position < len(self.script):
            char = self.script[self.position]
            if char in "'\"" and nested == "(":
                self._piece(char)
                continue
            if char == "\\" and self.backslash:
                self._escaped()
                continue
            depth += (char == nested) - (char == closing)
            self.position += 1
            if depth == 0:
                return
        raise ShellSyntaxError(start, f"{self.script[start:start + 2]}")
