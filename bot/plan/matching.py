"""Which actions the words of a bullet ask for. Pure and deterministic."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.plan.bullets import Bullet

THRESHOLD = 2.0
"""The score from which words count as asking: two words, or one in bold."""

_CLOSE = 0.75
_NEAR = 4
"""Within how many words of each other the words of a phrase must stand."""

_JOINED = 0.25
"""What it counts that they stand side by side."""

_LEAD, _BODY, _HEADING = 2.0, 1.0, 0.5
_HALF = 0.5
_WORD = re.compile(r"[a-z0-9]+")
_FILLER = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Row:
    """An action that a plan may lead to, made or not; see `topics.toml`."""

    slug: str
    area: str
    kind: str
    does: str
    tools: tuple[str, ...] = ()
    ci: tuple[str, ...] = ()
    documents: str = ""
    asks: tuple[str, ...] = ()
    within: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that plans ask for; see `topics.toml`."""

    phrases: tuple[tuple[str, ...], ...]
    actions: tuple[str, ...]
    facts: str = ""
    report: bool = False
    needs: str = ""
    jobs: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A topic that a bullet speaks of, and how surely."""

    topic: Topic
    score: float


@cache
def rows() -> Mapping[str, Row]:
    """Return the known actions by slug, in the order of the plan's areas."""
    return {
        slug: Row(slug, area, **_tuples(said))
        for area, table in _document()["rows"].items()
        for slug, said in table.items()
    }


@cache
def topics() -> tuple[Topic, ...]:
    """Return what plans ask for: single actions first, then the topics."""
    single = [
        Topic(_phrases(row.asks), (row.slug,)) for row in rows().values() if row.asks
    ]
    broad = [
        Topic(
            _phrases(said["phrases"]),
            tuple(said["actions"]),
            said.get("facts", ""),
            said.get("report", False),
            said.get("needs", ""),
            said.get("jobs", ""),
        )
        for said in _document()["topics"]
    ]
    return (*single, *broad)


def _phrases(said: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in said)


def _document() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("topics.toml").read_text("utf-8"))


def _tuples(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in said.items()
    }


def matches(bullet: Bullet, titles: Mapping[str, str]) -> tuple[Match, ...]:
    """Return the topics that the bullet speaks of, best first.

    Those at or above the threshold that come near the best one; where none
    reaches it, up to three of those nearest, below it. `titles` are those of
    the actions there are: an action that no topic names is a topic itself,
    known by the words of its slug and title.
    """
    words = _Words(bullet.text, bullet.lead, " ".join(bullet.headings))
    named = {slug for topic in topics() for slug in topic.actions}
    found = [Match(topic, _score(topic.phrases, words)) for topic in topics()]
    for slug, title in titles.items():
        if slug not in named:
            found.append(Match(Topic((), (slug,)), _likeness(slug, title, words)))
    found = sorted(
        (match for match in found if match.score > 0), key=lambda match: -match.score
    )
    if not found or found[0].score < THRESHOLD:
        return tuple(found[:3]) or _nearest(words)
    least = found[0].score * _CLOSE
    return tuple(
        match for match in found if match.score > least and match.score >= THRESHOLD
    )


def _nearest(words: _Words) -> tuple[Match, ...]:
    """Return up to three topics with at least half of a phrase in the bullet."""
    shares = [(topic, _share(topic.phrases, words)) for topic in topics()]
    near = [Match(topic, share) for topic, share in shares if share >= _HALF]
    return tuple(sorted(near, key=lambda match: -match.score)[:3])


def _share(phrases: Sequence[Sequence[str]], words: _Words) -> float:
    return max(
        sum(bool(words.places(wanted)) for wanted in phrase) / len(phrase)
        for phrase in phrases
    )


def topic_of(slug: str) -> Topic:
    """Return what is known of an action that a marker names."""
    named = (topic for topic in topics() if slug in topic.actions and topic.facts)
    found = next(named, None)
    if found is None:
        return Topic((), (slug,))
    return replace(found, phrases=(), actions=(slug,))


class _Words:
    """The words of a bullet with their places; the first `lead` are in bold."""

    def __init__(self, text: str, lead: str, headings: str) -> None:
        self.lead = len(_split(lead))
        self._text = _Index(_split(text))
        self._headings = _Index(_split(headings))

    def places(self, wanted: str) -> Sequence[int]:
        """Return where a word of a phrase stands in the text."""
        return self._text.places(wanted)

    def is_above(self, wanted: str) -> bool:
        """Return whether a heading has the word."""
        return bool(self._headings.places(wanted))

    def weight(self, at: int) -> float:
        """Return how much the word at a place says."""
        return _LEAD if at < self.lead else _BODY


class _Index:
    """Finds words, and beginnings of words, by halving."""

    def __init__(self, words: Sequence[str]) -> None:
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(words):
            self._places.setdefault(word, []).append(at)
        self._sorted = sorted(self._places)

    def places(self, wanted: str) -> Sequence[int]:
        """Return the places of a word, or of all that begin so (`*`), in order."""
        if not wanted.endswith("*"):
            return self._places.get(wanted, ())
        start = wanted[:-1]
        found: list[int] = []
        for word in self._sorted[bisect_left(self._sorted, start) :]:
            if not word.startswith(start):
                break
            found += self._places[word]
        return sorted(found)


def _split(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _near(places: Sequence[Sequence[int]], lead: int) -> list[int]:
    """Return the place of each word where all stand together, [] where nowhere.

    Words in bold belong together, however many they are.
    """
    for first in places[0] if places else ():
        found = [first]
        for others in places[1:]:
            close = [
                at for at in others if abs(at - first) <= _NEAR or max(at, first) < lead
            ]
            if not close:
                break
            found.append(min(close, key=lambda at: abs(at - first)))
        else:
            return found
    return []


def _score(phrases: Sequence[Sequence[str]], words: _Words) -> float:
    """Return the score of the phrase that fits best; all its words must be there.

    At most one may come from the headings alone. Topics with equal phrases are
    told apart by how much of their wording is there.
    """
    best = extra = 0.0
    for phrase in phrases:
        score = _phrase(phrase, words)
        extra += score
        best = max(best, score)
    return best + min(extra, 50.0) / 1000


def _phrase(phrase: Sequence[str], words: _Words) -> float:
    """Return what a phrase scores, 0 where it is not there."""
    standing: list[Sequence[int]] = []
    score = 0.0
    for wanted in phrase:
        places = words.places(wanted)
        if places:
            standing.append(places)
        elif score or not words.is_above(wanted):
            return 0.0
        else:
            score = _HEADING
    near = _near(standing, words.lead)
    if not near:
        return 0.0
    if len(phrase) == 1:
        return max(THRESHOLD, words.weight(near[0]))  # such words say it all
    if max(near) - min(near) < len(phrase):
        score += _JOINED
    return score + sum(words.weight(at) for at in near)


def _likeness(slug: str, title: str, words: _Words) -> float:
    """Return how much a bullet is like an action that no topic names.

    The words of the slug must be there; those of the title add to it.
    """
    wanted = [f"{_stem(word)}*" for word in slug.split("-")]
    places = [words.places(word) for word in wanted]
    if not all(places):
        return 0.0
    asked = [words.weight(found[0]) for found in places]
    told = [
        bool(words.places(f"{_stem(word)}*"))
        for word in {*_split(title)} - _FILLER - set(slug.split("-"))
    ]
    return sum(asked) + sum(told) / 10


def _stem(word: str) -> str:
    """Return the beginning that a word's usual forms share."""
    for ending in ("ies", "ing", "ion", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


_SHORTEST = 3
