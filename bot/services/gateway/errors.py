"""Why the gateway gives something not."""

from __future__ import annotations

from bot.errors import BotError


class PackageIndexError(BotError):
    """The package index, or what it gave, cannot be used."""


class UnreachableError(PackageIndexError):
    """An index did not answer, or not with what was asked for."""

    def __init__(self, host: str, reason: str) -> None:
        self.host = host
        self.reason = reason
        super().__init__(f"{host} cannot be used: {reason}")


class SilentError(UnreachableError):
    """Nobody answered at all, so that asking for more is of no use."""


class ForbiddenAddressError(PackageIndexError):
    """A file lies where the index may not send us."""

    def __init__(self, host: str, reason: str) -> None:
        self.host = host
        self.reason = reason
        super().__init__(f"{host} is not asked: {reason}")


class WrongHashError(PackageIndexError):
    """A file is not the one that the index has listed."""

    def __init__(self, filename: str, algorithm: str) -> None:
        self.filename = filename
        self.algorithm = algorithm
        super().__init__(f"{filename} has another {algorithm} than its index says")


class TooLargeError(PackageIndexError):
    """An answer has more bytes than are taken."""

    def __init__(self, name: str, most: int) -> None:
        self.name = name
        self.most = most
        super().__init__(f"{name} has more than {most:,} bytes")


class UnknownFileError(PackageIndexError):
    """There is no such project, or it has no such file."""

    def __init__(self, name: str, reason: str = "") -> None:
        self.name = name
        self.reason = reason
        why = f" ({reason})" if reason else ""
        super().__init__(f"the package index has no {name}{why}")
