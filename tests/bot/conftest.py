"""What tests of the pipeline share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.edges import Edges, Request
from bot.forges.local import LocalForge
from bot.services.git import open_checkout
from bot.services.git.checkout import GitCheckout
from bot.services.progress import SilentProgress
from tests.support.local_tools import LocalTools
from tests.support.pipeline import ScriptedVerifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.actions.base import Action
    from bot.protocols import Checkout
    from tests.support.pipeline import Open


@pytest.fixture
def edges(tmp_path: Path) -> Iterator[Open]:
    """Return a function that makes edges for given actions and verdicts."""
    opened: list[GitCheckout] = []

    def checkout(request: Request) -> GitCheckout:
        opened.append(
            open_checkout(request.where, home=tmp_path / "home", root=request.root)
        )
        return opened[-1]

    def forge(here: Checkout) -> LocalForge:
        assert isinstance(here, GitCheckout)
        return LocalForge(here.repository)

    def make(*actions: Action, verifier: ScriptedVerifier | None = None) -> Edges:
        return Edges(
            checkout=checkout,
            forge=forge,
            tools=LocalTools(),
            verifier=verifier or ScriptedVerifier(),
            actions={action.slug: action for action in actions},
            progress=SilentProgress(),
            cache=tmp_path / "home",
            workers=1,
        )

    yield make
    for each in opened:
        each.close()
