"""What a codemod of a version step is, beside what every codemod is.

Such a codemod is no action that a plan proposes: it goes with the pull request
that takes a package over its step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from packaging.version import Version

from codemods.base import Codemod
from codemods.model import Area


@dataclass(frozen=True, slots=True)
class Step:
    """The release of a package from which on the new code is needed.

    `package` is the normalised name (PEP 503) of the distribution, "python"
    for the language; `version` is that release ("2", "3.14"). A codemod that
    runs only where it is asked for by name belongs to no step (`BY_NAME`).
    """

    package: str
    version: str

    def lies_between(self, before: Version, after: Version) -> bool:
        """Return whether an upgrade crosses the step.

        A release candidate of it counts as the release itself.
        """
        release = Version(self.version).release
        return _padded(before.release) < _padded(release) <= _padded(after.release)


BY_NAME = Step("", "0")
"""The step of a codemod that no upgrade brings along."""


class UpgradeCodemod(Codemod):
    """One rewrite of a version step; a file `codemods/upgrades/<slug>.py` each."""

    step: ClassVar[Step]

    needs_new: ClassVar[bool] = False
    """Whether the new code fails with releases from before the step."""

    @property
    def area(self) -> Area:
        """The area of the plan: that of the dependencies."""
        return Area.DEPENDENCIES


def _padded(release: tuple[int, ...]) -> tuple[int, ...]:
    return (*release, 0, 0, 0, 0)[:4]
