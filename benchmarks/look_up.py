"""What `dependencies.py` measures: find the requirements, ask, choose.

    PYTHONPATH=. python -P benchmarks/look_up.py FOLDER HOME INDEX [extract]

Prints how many places, names and newer versions there are, as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.assessment.facts import gather
from bot.dependencies.choosing.answers import Candidate, Limits
from bot.dependencies.choosing.candidates import choose
from bot.dependencies.finding.everything import readings
from bot.dependencies.places import Origin, Place
from bot.model import Policy
from bot.services.index import IndexSettings, location
from bot.services.packages.client import IndexPackages
from bot.services.trees import FolderTree

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    """Do what an update does before it changes anything."""
    folder, home, index = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    found = [each for each in places(folder) if each.origin is Origin.INDEX]
    names = {each.name for each in found}
    result = {"places": len(found), "names": sorted(names)}
    if "extract" not in sys.argv[4:]:
        settings = IndexSettings((location(index),))
        with IndexPackages(settings, home) as packages:
            listings = packages.listings(names)
        limits = Limits(datetime.now(UTC))
        answers = [choose(each, listings[each.name], limits) for each in found]
        result["updates"] = sum(isinstance(each, Candidate) for each in answers)
        result["problems"] = sum(bool(each.problem) for each in listings.values())
    print(json.dumps(result))


def places(folder: Path) -> Iterator[Place]:
    """Yield all requirements that are written in the folder."""
    tree = FolderTree(folder)
    for reading in readings(tree, gather(tree, Policy())).values():
        yield from reading.places


main()
