"""Images are built without the package installers' caches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.actions.base import Action, Target
from bot.actions.ci.dockerfiles.hadolint import UNREADABLE, Lint, lint
from bot.actions.ci.dockerfiles.package_cache import RULE, Examined, examine
from bot.model import Assessed, Change, Check, FileChange, Status
from bot.reading.exclusion import EXCLUDED, is_excluded
from bot.reading.text import Text
from bot.words import counted
from codemods.model import LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.protocols import Tools


class DockerNoCache(Action):
    """Keep pip's cache out of Docker images.

    pip and uv keep what they download and build in a cache folder, for the
    next installation. In a layer of an image there is no next one: the cache
    only makes the image larger to store and slower to pull.

    Before:

        RUN pip install -r requirements.txt

    After:

        RUN pip install --no-cache-dir -r requirements.txt

    Fix safety: the same packages are installed in the same way. A build that
    runs several installations of one package in one layer may download it
    again.

    Left alone: stages in which PIP_NO_CACHE_DIR (uv: UV_NO_CACHE) is set,
    cache mounts, commands that name a cache folder or remove it in the same
    RUN, caches that another stage copies, commands that a variable names,
    shells that are no POSIX shells, and Poetry and Pipenv, which have no
    option that keeps nothing.
    """

    safety = Safety.SAFE
    references = (
        "https://docs.docker.com/build/building/best-practices/",
        "https://github.com/hadolint/hadolint/wiki/DL3042",
        "https://docs.astral.sh/uv/guides/integration/docker/",
    )

    def assess(self, target: Target) -> Assessed:
        """Return the installations that keep a cache, by Dockerfile."""
        found = _examine(target)
        if found and (path := _turned_off(target)):
            reason = f"{path} turns hadolint's {RULE} off."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        findings = tuple(place for each in found.values() for place in each.findings)
        left = tuple(place for each in found.values() for place in each.left_alone)
        if not found:
            reason = "There is no Dockerfile."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        if findings:
            files = counted(len({place.path for place in findings}), "Dockerfile")
            reason = f"{counted(len(findings), 'installation')} in {files}."
            return Assessed(self.slug, Status.PROPOSED, reason, findings, left)
        unsure = [place for place in left if place.outcome is Outcome.UNSURE]
        if unsure:
            reason = f"{counted(len(unsure), 'place')} that a person must look at."
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), left)
        reason = f"No installation in {counted(len(found), 'Dockerfile')} adds a cache."
        return Assessed(self.slug, Status.SATISFIED, reason, (), left)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the Dockerfiles with the options inserted, checked by hadolint.

        A file is left out where hadolint cannot read it, or does not agree.
        Raises `HadolintError`.
        """
        found = {} if _turned_off(target) else _examine(target)
        left = [place for each in found.values() for place in each.left_alone]
        edits = [
            _Edit(path, source, Text.of(source).with_insertions(each.insertions), each)
            for path, each in found.items()
            if each.insertions
            for source in (target.tree.read(path),)
        ]
        before = lint(tools, {edit.path: edit.before for edit in edits})
        after = lint(tools, {edit.path: edit.after for edit in edits})
        kept: list[_Edit] = []
        for edit in edits:
            doubt = _doubt(edit.examined, before[edit.path], after[edit.path])
            if doubt:
                left.append(LeftAlone(edit.path, 0, doubt, Outcome.UNSURE))
            else:
                kept.append(edit)
        paths = [edit.path for edit in kept]
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(
                FileChange(
                    edit.path, edit.before, edit.after, target.tree.mode(edit.path)
                )
                for edit in kept
            ),
            findings=tuple(place for edit in kept for place in edit.examined.findings),
            left_alone=tuple(left),
            proof="configuration" if kept else "",
            checks=_checks(paths, before, after) if kept else (),
            commands=(f"honebot apply {self.slug} . --write",),
        )


@dataclass(frozen=True, slots=True)
class _Edit:
    path: str
    before: bytes
    after: bytes
    examined: Examined


def _examine(target: Target) -> dict[str, Examined]:
    paths = sorted(path for path in target.facts.dockerfiles if path in target.tree)
    return {
        path: (
            Examined(left_alone=(LeftAlone(path, 0, EXCLUDED),))
            if is_excluded(target.policy, path)
            else examine(path, source)
        )
        for path, source in target.tree.read_many(paths)
    }


def _turned_off(target: Target) -> str:
    """Return the hadolint configuration that ignores the rule; "" if none does."""
    for path in (".hadolint.yaml", ".hadolint.yml"):
        if path in target.tree:
            try:
                settings = YAML(typ="safe", pure=True).load(target.tree.read(path))
            except YAMLError:
                continue
            if isinstance(settings, dict) and RULE in (settings.get("ignored") or ()):
                return path
    return ""


def _doubt(
    examined: Examined, before: Sequence[Lint], after: Sequence[Lint]
) -> str | None:
    """Return why a changed file is not to be trusted; None where it is."""
    unreadable = [said for said in before if said.code == UNREADABLE]
    if unreadable:
        said = unreadable[0]
        reason = said.message.splitlines()[0]
        return f"hadolint cannot read line {said.line}: {reason}"
    new = set(after) - set(before)
    if new:
        said = min(new)
        return f"hadolint finds something new in line {said.line}: {said.message}"
    remaining = {said.line for said in after if said.code == RULE} & examined.runs
    if remaining:
        return f"hadolint still finds a cache kept in line {min(remaining)}"
    return None


def _checks(
    paths: Sequence[str],
    before: Mapping[str, Sequence[Lint]],
    after: Mapping[str, Sequence[Lint]],
) -> tuple[Check, ...]:
    command = "hadolint --no-fail " + " ".join(paths)
    files = counted(len(paths), "file")

    def number(said: Mapping[str, Sequence[Lint]], *, rule: bool) -> int:
        return sum((each.code == RULE) is rule for path in paths for each in said[path])

    rows: Iterable[tuple[str, bool]] = (
        (f"hadolint {RULE}", True),
        ("hadolint, all other rules", False),
    )
    return tuple(
        Check(
            name,
            number(after, rule=rule) <= number(before, rule=rule),
            f"{counted(number(before, rule=rule), 'finding')} in {files}",
            f"{counted(number(after, rule=rule), 'finding')} in {files}",
            command,
        )
        for name, rule in rows
    )
