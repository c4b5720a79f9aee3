"""The real client of package indexes, asking an index on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.index import IndexSettings, Location
from bot.services.packages.client import IndexPackages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback_index import LoopbackIndex


def client_of(index: LoopbackIndex, home: Path) -> IndexPackages:
    """Return a client that asks this index alone; close it at the end."""
    return IndexPackages(IndexSettings((Location(index.url),)), home)
