"""What the registries say of the images, and the edits that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.dependencies.images.finding import find
from bot.actions.dependencies.images.references import tag_of
from bot.actions.dependencies.images.tags import choose
from bot.actions.files.text import read_text
from bot.errors import BotError
from bot.model import FileChange
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.actions.base import Target
    from bot.actions.dependencies.images.finding import Place
    from bot.protocols import Tools

_MOVING = frozenset(
    {
        "dev",
        "develop",
        "edge",
        "latest",
        "main",
        "mainline",
        "master",
        "nightly",
        "stable",
    }
)
_SHOWN_OF_DIGEST = len("sha256:") + 12


@dataclass(frozen=True, slots=True)
class Move:
    """One place and what it is to name: a new tag, a new digest, or both."""

    place: Place
    tag: str
    digest: str = ""

    @property
    def edition(self) -> str:
        """What declining this move is about."""
        if self.tag != self.place.reference.tag:
            return self.tag
        return f"{self.tag}@{self.digest[:_SHOWN_OF_DIGEST]}"

    @property
    def message(self) -> str:
        """One line that says what changes."""
        old = self.place.reference
        if self.tag != old.tag:
            more = " with its digest" if self.digest else ""
            return f"`{old.text}` becomes `{old.name}:{self.tag}`{more}"
        short = self.digest[:_SHOWN_OF_DIGEST]
        return f"`{old.text}` gets the digest it has now, `{short}`"

    def splices(self) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and new text of what changes in the file."""
        old, new = self.place.reference, tag_of(self.tag)
        if self.tag != old.tag and new is not None and old.number_at:
            yield *old.number_at, new.number
        if self.digest and old.digest_at:
            yield *old.digest_at, self.digest


@dataclass(frozen=True, slots=True)
class Look:
    """The moves by image, the places that stay, and how many images answered."""

    moves: tuple[Move, ...]
    left_alone: tuple[LeftAlone, ...]
    images: int
    unanswered: int

    def names(self) -> tuple[str, ...]:
        """Return the images that move, sorted."""
        return tuple(sorted({move.place.reference.name for move in self.moves}))

    def of(self, names: Collection[str]) -> tuple[Move, ...]:
        """Return the moves of these images."""
        return tuple(m for m in self.moves if m.place.reference.name in names)


def look(target: Target, tools: Tools) -> Look:
    """Return what may move; a registry without an answer is a reason, no error."""
    found = find(target)
    moves: list[Move] = []
    left = list(found.left_alone)
    unanswered: set[str] = set()
    for place in found.places:
        try:
            move, reason = _judged(target, tools, place)
        except BotError as error:
            unanswered.add(place.reference.name)
            text = f"`{place.reference.text}`: {error}"
            left.append(LeftAlone(place.path, place.line, text, Outcome.UNSURE))
            continue
        if reason:
            text = f"`{place.reference.text}`: {reason}"
            left.append(LeftAlone(place.path, place.line, text))
        elif move is not None:
            moves.append(move)
    torn = set(_torn(found.places, moves))
    reason = "its variable stands for the tag of another image, which does not move so"
    left += [
        LeftAlone(m.place.path, m.place.line, f"`{m.place.reference.text}`: {reason}")
        for m in moves
        if m in torn
    ]
    kept = tuple(move for move in moves if move not in torn)
    images = {place.reference.name for place in found.places}
    return Look(kept, tuple(sorted(set(left))), len(images), len(unanswered))


def _judged(target: Target, tools: Tools, place: Place) -> tuple[Move | None, str]:
    """Return the move of a place, or why there is none, or neither."""
    old, images = place.reference, tools.images
    tag, reason = old.tag, ""
    if tag_of(old.tag) is None:
        if not old.digest:
            return None, "its tag is no version"
        if old.tag.partition("-")[0] in _MOVING:
            return None, "its tag means another version each time"
    else:
        there = images.tags(old.name)
        choice = choose(old.name, old.tag, there, target.facts.requires_python)
        tag, reason = choice.tag, choice.reason
        if tag != old.tag and old.number_at is None:
            return None, "its tag is put together of parts"
        if tag == old.tag and old.tag not in there:
            return None, reason
    digest = ""
    if old.digest:
        now = images.digest(old.name, tag)
        digest = now if now != old.digest else ""
    if tag == old.tag and not digest:
        return None, reason
    return Move(place, tag, digest), ""


def _torn(places: Iterable[Place], moves: Iterable[Move]) -> Iterator[Move]:
    """Yield moves that would change what another place says in another way.

    One default of an ARG may be part of several images.
    """
    wanted: dict[tuple[str, int, int], dict[int, str]] = {}
    moving = {id(move.place): dict(_by_span(move)) for move in moves}
    for place in places:
        old = place.reference
        for span in filter(None, (old.number_at, old.digest_at)):
            text = moving.get(id(place), {}).get(span, "")
            wanted.setdefault((place.path, *span), {})[id(place)] = text
    for move in moves:
        for span, _ in _by_span(move):
            if len(set(wanted[(move.place.path, *span)].values())) > 1:
                yield move
                break


def _by_span(move: Move) -> Iterator[tuple[tuple[int, int], str]]:
    for start, end, text in move.splices():
        yield (start, end), text


def edited(target: Target, moves: Iterable[Move]) -> tuple[FileChange, ...]:
    """Return the files with the moves made; nothing else of them changes."""
    splices: dict[str, set[tuple[int, int, str]]] = {}
    for move in moves:
        splices.setdefault(move.place.path, set()).update(move.splices())
    changes: list[FileChange] = []
    for path, edits in sorted(splices.items()):
        text = read_text(target.tree, path)
        for start, end, new in sorted(edits, reverse=True):
            text = text.splice(start, end, new)
        before = target.tree.read(path)
        mode = target.tree.mode(path)
        changes.append(FileChange(path, before, text.encoded, mode))
    return tuple(changes)
