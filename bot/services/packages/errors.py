"""Why nothing is known of vulnerable releases."""

from __future__ import annotations

from bot.errors import BotError, UsageError


class AdvisoryError(BotError):
    """A source of advisories gave no answer; that is not "no advisory"."""

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"{source} gave no answer: {reason}")


class NoAdvisoriesError(AdvisoryError):
    """A source answers, but keeps no advisories at all."""

    def __init__(self, source: str, setting: str) -> None:
        super().__init__(source, "it has no vulnerability data")
        self.args = (
            f"{source} has no vulnerability data; {setting} can name another source",
        )


class AdvisorySettingError(UsageError):
    """The setting names no source of advisories."""

    def __init__(self, setting: str, reason: str) -> None:
        self.setting = setting
        super().__init__(
            f"{setting} cannot be used: {reason}; it is a folder or a zip of OSV"
            " records, or the address of an OSV API (https)"
        )
