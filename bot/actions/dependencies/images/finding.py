"""Every place of a repository that names an image."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.dependencies.images import dockerfiles, jobs
from bot.actions.dependencies.images.references import Reference, reference_of
from bot.actions.files.errors import BrokenFileError
from bot.actions.files.text import read_text
from bot.reading.exclusion import EXCLUDED, is_excluded
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target
    from bot.reading.joined import Joined

_IGNORED = re.compile(r"#\s*(?:honebot|renovate|pyup)\s*:\s*ignore\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """One image in a file; `line` counts from 1."""

    path: str
    line: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class Found:
    """The images with a tag, and what is left alone already."""

    places: tuple[Place, ...]
    left_alone: tuple[LeftAlone, ...]


def find(target: Target) -> Found:
    """Return every image of Dockerfiles, compose files and jobs; raises nothing."""
    places: list[Place] = []
    left: list[LeftAlone] = []
    for path, kind in _files(target):
        if is_excluded(target.policy, path):
            left.append(LeftAlone(path, 0, EXCLUDED))
            continue
        try:
            for each in _in_file(target, path, kind):
                group = places if isinstance(each, Place) else left
                group.append(each)  # type: ignore[arg-type]  # each into its own
        except BrokenFileError as error:
            reason = error.problem
            left.append(LeftAlone(path, error.line, reason, Outcome.UNREADABLE))
    return Found(tuple(places), tuple(left))


def _files(target: Target) -> Iterator[tuple[str, str]]:
    """Yield each file that may name images, and what kind it is."""
    kinds = dict.fromkeys(target.facts.dockerfiles, "")
    kinds |= dict.fromkeys(target.facts.compose_files, jobs.COMPOSE)
    for system in target.facts.ci:
        if system.name in jobs.SYSTEMS:
            paths = (p for p in system.paths if p.endswith((".yml", ".yaml")))
            kinds |= dict.fromkeys(paths, system.name)
    yield from sorted(kinds.items())


def _in_file(target: Target, path: str, kind: str) -> Iterator[Place | LeftAlone]:
    text = read_text(target.tree, path).text
    lines = text.split("\n")
    for line, written, unknown in _written(path, text, kind):
        reference = None if unknown else reference_of(written)
        reason = unknown
        if reference is None:
            reason = reason or "it is not written as images are"
        elif reference.digest and not reference.tag:
            reason = "its digest has no tag, so nothing says what follows it"
        elif not reference.tag:
            continue
        elif _is_ignored(lines, line):
            reason = "a comment says to leave it alone"
        elif reference.digest and reference.digest_at is None:
            reason = "its digest is put together of parts"
        if reason or reference is None:
            shown = written.text.split("\n")[0][:200]
            yield LeftAlone(path, line, f"`{shown}`: {reason}")
        else:
            yield Place(path, line, reference)


def _written(path: str, text: str, kind: str) -> Iterator[tuple[int, Joined, str]]:
    if kind:
        return jobs.written_images(path, text, kind)
    return dockerfiles.written_images(path, text)


def _is_ignored(lines: list[str], line: int) -> bool:
    """Return whether a comment at the line, or alone on the one above, says so."""
    if _IGNORED.search(lines[line - 1].rstrip()):
        return True
    above = lines[line - 2].strip() if line > 1 else ""
    return above.startswith("#") and bool(_IGNORED.search(above))
