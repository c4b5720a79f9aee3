"""Answers from outside, and how long they are good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.assessment.cache import Store
from bot.assessment.looking import FRESH_SECONDS, Kept
from bot.model import Assessed, Status
from codemods.model import Finding

if TYPE_CHECKING:
    from pathlib import Path

KEY = "a" * 64


class World:
    """Something outside that says something else each time."""

    def __init__(self, status: Status = Status.PROPOSED) -> None:
        """Begin with the first answer."""
        self.asked = 0
        self.now = 1000.0
        self.status = status

    def __call__(self) -> Assessed:
        """Return the next answer."""
        self.asked += 1
        found = (Finding("requirements.txt", 1, "late"),)
        return Assessed("update", self.status, f"Answer {self.asked}.", found)


def test_an_answer_is_good_for_a_while(tmp_path: Path) -> None:
    """Within ten minutes it comes from the disk, whole; after that it is asked for."""
    world = World()
    kept = Kept(Store(tmp_path), "here", lambda: world.now)

    first = kept.answer(KEY, world)
    again = Kept(Store(tmp_path), "here", lambda: world.now).answer(KEY, world)
    world.now += FRESH_SECONDS
    late = kept.answer(KEY, world)

    assert first == again
    assert first.findings == again.findings
    assert (first.reason, late.reason) == ("Answer 1.", "Answer 2.")


def test_no_answer_is_not_kept(tmp_path: Path) -> None:
    """Where nobody answers, the next plan asks again."""
    world = World(Status.BLOCKED)
    kept = Kept(Store(tmp_path), "here", lambda: world.now)

    kept.answer(KEY, world)
    kept.answer(KEY, world)

    assert world.asked == 2


def test_a_broken_entry_is_asked_for_again(tmp_path: Path) -> None:
    """What cannot be read back is no answer."""
    world = World()
    Store(tmp_path).save(KEY, {"until": 1e12, "assessed": ["odd"]})

    assert Kept(Store(tmp_path), "here").answer(KEY, world).reason == "Answer 1."
