"""Each image moves to the newest tag of its family, its digest with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.base import Action, Part, Target
from bot.actions.dependencies.images.finding import find
from bot.actions.dependencies.images.looking import Look, edited, look
from bot.errors import ActionError
from bot.model import Assessed, Change, Status
from bot.words import counted
from codemods.model import Finding, Safety

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.actions.dependencies.images.looking import Move
    from bot.protocols import Tools

_MEMO = "images"
_LONGEST = 200
_UNPROVEN = (
    "No image was fetched or built for this: the jobs and services that use it"
    " have to show that it works."
)


class UpdateImage(Action):
    """Update the images of containers to the newest tag that fits.

    An old image gets no fixes for what it has installed. Each image moves
    alone, at every place that names it: Dockerfiles, compose files, and the
    jobs of GitHub, GitLab, Azure, CircleCI, Bitbucket, Drone, Woodpecker and
    Cirrus. A digest behind the tag moves with it; where only the digest is out
    of date, it is renewed.

    Before:

        FROM ghcr.example.com/tools/uv:0.8.3-alpine

    After:

        FROM ghcr.example.com/tools/uv:0.9.7-alpine

    Fix safety: letter, suffix and precision of the tag stay, so that the
    variant does: `1.2-slim` may become `1.3-slim`, never `1.3.1-slim` or
    `1.3-alpine`. Tests of the repository do not run in the image; its own
    jobs tell whether it works.

    Left alone: pre-releases, `latest`, names and days; a new major version of
    a database, since its data may not survive it; another minor version of
    Python, which `update-python` moves everywhere at once; a new release of a
    Linux distribution; text with variables, but for the one literal default
    of an ARG in a Dockerfile; registries that `HONEBOT_REGISTRY` does not
    name.
    """

    safety = Safety.TESTED
    online = True
    references = (
        "https://github.com/opencontainers/distribution-spec/blob/main/spec.md",
        "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
    )
    params = {  # noqa: RUF012  # read only, as in the base class
        "image": "the images to update, with commas; all where it is left out",
    }

    def assess(self, target: Target) -> Assessed:
        """Return how many images there are to look up."""
        found = find(target)
        left = tuple(sorted(set(found.left_alone)))
        names = {place.reference.name for place in found.places}
        if not names:
            reason = "No Dockerfile, compose file or job names an image with a tag."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason, (), left)
        files = {place.path for place in found.places}
        reason = (
            f"{counted(len(names), 'image')} in {counted(len(files), 'file')}: which"
            " are out of date, the registry has to be asked."
        )
        return Assessed(self.slug, Status.PROPOSED, reason)

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Return which images are out of date, and why the others are not."""
        del found
        seen = self._look(target, tools)
        if seen.moves:
            reason = (
                f"{len(seen.names()):,} of {counted(seen.images, 'image')} can move to"
                " a newer tag or digest."
            )
            findings = tuple(_finding(move) for move in seen.moves)
            return Assessed(
                self.slug, Status.PROPOSED, reason, findings, seen.left_alone
            )
        status = Status.SATISFIED
        reason = f"None of {counted(seen.images, 'image')} has a newer tag that fits."
        if seen.unanswered == seen.images:
            status = Status.BLOCKED
            reason = f"No registry told the tags of {counted(seen.images, 'image')}."
        return Assessed(self.slug, status, reason, (), seen.left_alone)

    def parts(self, target: Target, tools: Tools) -> Sequence[Part]:
        """Return a part for each image that moves."""
        seen = self._look(target, tools)
        return [
            Part(_scope(name), _edition(seen.of({name})))
            for name in _wanted(target, seen)
        ]

    def part(self, target: Target, tools: Tools, part: Part) -> Change:
        """Return the update of one image."""
        seen = self._look(target, tools)
        names = [name for name in seen.names() if _scope(name) == part.scope]
        return self._change(target, seen, part.scope, names)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the update of all images, or of those of `image`."""
        seen = self._look(target, tools)
        names = _wanted(target, seen)
        if target.params.get("image") and not names:
            raise ActionError(f"{target.params['image']}: no newer tag that fits")
        scope = _scope(names[0]) if len(names) == 1 else ""
        return self._change(target, seen, scope, names)

    def _look(self, target: Target, tools: Tools) -> Look:
        known = target.memo.get(_MEMO)
        if not isinstance(known, Look):
            known = target.memo[_MEMO] = look(target, tools)
        return known

    def _change(
        self, target: Target, seen: Look, scope: str, names: Collection[str]
    ) -> Change:
        moves = seen.of(names)
        ordered = sorted(names)
        return Change(
            slug=self.slug,
            scope=scope,
            files=edited(target, moves),
            findings=tuple(_finding(move) for move in moves),
            left_alone=seen.left_alone,
            notes=(_UNPROVEN,) if moves else (),
            commands=tuple(
                f"honebot apply {self.slug} . --param image={name}" for name in ordered
            ),
            title=_title(ordered, moves),
            edition=_edition(moves),
        )


def _wanted(target: Target, seen: Look) -> list[str]:
    """Return the images that move, and that the parameter names."""
    given = target.params.get("image", "")
    if not given:
        return list(seen.names())
    wanted = {each.strip() for each in given.split(",")}
    return [name for name in seen.names() if name in wanted]


def _scope(name: str) -> str:
    return name.replace("/", ".").replace(":", ".").lower()


def _edition(moves: Collection[Move]) -> str:
    return ", ".join(sorted({move.edition for move in moves}))[:_LONGEST]


def _title(names: Sequence[str], moves: Collection[Move]) -> str:
    """Return the title of the pull request, in the imperative."""
    if len(names) != 1:
        return ""
    tags = sorted({move.tag for move in moves})
    if all(move.tag == move.place.reference.tag for move in moves):
        return f"Update the digest of the image {names[0]}"
    return f"Update the image {names[0]} to {' and '.join(tags)}"


def _finding(move: Move) -> Finding:
    return Finding(move.place.path, move.place.line, move.message)
