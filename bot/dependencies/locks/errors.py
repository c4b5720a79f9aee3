"""Why a lock is not used.

ValueError
└── LockError        the file is no lock that can be read
"""

from __future__ import annotations


class LockError(ValueError):
    """A file is not the lock that its name says."""

    def __init__(self, path: str, problem: str, line: int = 0) -> None:
        self.path = path
        self.line = line
        where = f"{path}:{line}" if line else path
        super().__init__(
            f"{where} cannot be read as a lock: {problem}. Write it again with the "
            "tool that made it"
        )
