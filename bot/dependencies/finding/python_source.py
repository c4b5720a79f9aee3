"""A Python file as its text and its tree."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dependencies.finding.source import Source, UnreadableError
from bot.reading.python_text import PythonText

if TYPE_CHECKING:
    from bot.reading.joined import Joined


@dataclass(frozen=True, slots=True)
class PythonSource:
    """A Python file that could be read."""

    source: Source
    text: PythonText
    tree: ast.Module

    @classmethod
    def of(cls, path: str, content: bytes) -> PythonSource:
        """Return the file's text and tree.

        Raises `UnreadableError` where it is no UTF-8, or no Python.
        """
        source = Source.of(path, content)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source.text)
        except SyntaxError as error:
            reason = f"is not valid Python: {error.msg}"
            raise UnreadableError(error.lineno or 0, reason) from error
        except (ValueError, RecursionError, MemoryError) as error:
            reason = f"is not valid Python: {error or type(error).__name__}"
            raise UnreadableError(0, reason) from error
        return cls(source, PythonText.of(source.text), tree)

    def line_of_string(self, node: ast.Constant, row: int) -> Joined | None:
        """Return the characters of one line of a string, from 0.

        None where the string is made up of several.
        """
        said = self.text.characters(node)
        if said is None:
            return None
        start = 0
        for number, line in enumerate(said.text.splitlines(keepends=True)):
            if number == row:
                return said[start : start + len(line)].stripped()
            start += len(line)
        return None
