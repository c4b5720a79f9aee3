"""What `dependencies.py` measures: find the requirements, ask, choose.

    python benchmarks/look_up.py FOLDER HOME INDEX [extract]

Prints how many places, names and newer versions there are, as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.dependencies.choosing.answers import Candidate, Limits
from bot.dependencies.choosing.candidates import choose
from bot.dependencies.finding import pyproject
from bot.dependencies.finding.kinds import kind_of
from bot.dependencies.finding.requirements_graph import read_graph
from bot.dependencies.places import Origin, Place
from bot.services.index import IndexSettings, location
from bot.services.packages.client import IndexPackages

if TYPE_CHECKING:
    from collections.abc import Iterator

SKIPPED = {".git", ".venv", "node_modules", "venv"}


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
    """Yield the requirements of requirements files and of pyproject.toml."""
    paths = [
        each.relative_to(folder).as_posix()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and SKIPPED.isdisjoint(each.parts)
    ]
    kinds = {
        each: kind_of(each, (folder / each).read_text("utf-8", "replace"))
        for each in paths
        if "require" in each and each.endswith((".txt", ".in"))
    }
    known = set(paths)

    def content(path: str) -> bytes | None:
        return (folder / path).read_bytes() if path in known else None

    for reading in read_graph(kinds, content).readings.values():
        yield from reading.places
    for path in paths:
        if path.endswith("pyproject.toml"):
            yield from pyproject.read(path, (folder / path).read_bytes()).places


main()
