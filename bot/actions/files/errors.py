"""What can be wrong with a file that an action has to read or edit."""

from __future__ import annotations

from bot.errors import ActionError


class BrokenFileError(ActionError):
    """A file of the target cannot be read as what its name says it is."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        where = f"{path}:{line}" if line else path
        super().__init__(f"{where}: {problem}")


class UnusualFileError(ActionError):
    """A file is valid, but written in a way that is not edited safely."""

    def __init__(self, path: str, line: int, what: str) -> None:
        self.path = path
        self.line = line
        self.what = what
        super().__init__(f"{path}:{line}: {what}, so the file is left alone")
