"""Library or application: whose users feel a requirement that is narrowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dependencies.choosing.writing import Strategy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dependencies.places import Place
    from bot.model import Facts

LIBRARY = "library"
APPLICATION = "application"

_PUBLISHED = frozenset({"pyproject", "setup.py", "setup.cfg", "hatch"})
_ASIDE = re.compile(r"(?:^|/)(?:\.[^/]+|tests?|docs?|examples?|ci)/")
"""Folders whose images only serve development."""

_LOCKS = frozenset(
    {"uv.lock", "poetry.lock", "pdm.lock", "pipfile.lock", "pylock", "compiled"}
)


@dataclass(frozen=True, slots=True)
class RangePolicy:
    """How ranges are treated. `reason` is a sentence for the pull request.

    `from_files` says that what the package needs stands in its requirements
    files, so that they are published as well.
    """

    library: bool
    reason: str
    from_files: bool = False

    def strategy(self, place: Place) -> Strategy:
        """Return how a place is written: what a library publishes is widened.

        What only its developers install is not published.
        """
        published = _PUBLISHED | ({"requirements"} if self.from_files else set())
        widened = self.library and place.kind in published and not place.locked
        return Strategy.WIDEN if widened else Strategy.REPLACE


def range_policy(
    facts: Facts, pyproject: Mapping[str, object] | None = None, chosen: str = ""
) -> RangePolicy:
    """Return whether the project is a library, and why.

    `pyproject` is the parsed file, where there is one; `chosen` is what the
    owners set: "library" or "application". Where nothing tells, it counts as a
    library, whose ranges are only ever widened.
    """
    tables = _Tables(pyproject or {})
    if chosen in {LIBRARY, APPLICATION}:
        reason = f"It is treated as {_named(chosen)}, as the policy says."
        return RangePolicy(chosen == LIBRARY, reason, _from_files(facts, tables))
    why = _why_application(facts, tables)
    if why:
        return RangePolicy(library=False, reason=f"It is an application: {why}.")
    why = _why_library(facts, tables)
    return RangePolicy(
        library=True,
        reason=f"It is a library: {why}.",
        from_files=_from_files(facts, tables),
    )


def _named(chosen: str) -> str:
    return "a library" if chosen == LIBRARY else "an application"


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of a pyproject.toml, whatever stands in them."""

    content: Mapping[str, object]

    def table(self, *keys: str) -> dict[str, object]:
        """Return a table, empty where there is none."""
        found: object = dict(self.content)
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return dict(found) if isinstance(found, dict) else {}

    @property
    def project(self) -> dict[str, object]:
        """The metadata: `[project]`, or Poetry's older table."""
        return self.table("project") or self.table("tool", "poetry")

    @property
    def classifiers(self) -> list[str]:
        """The trove classifiers."""
        found = self.project.get("classifiers")
        return [str(each) for each in found] if isinstance(found, list) else []

    @property
    def dynamic(self) -> list[str]:
        """The fields that the build backend fills in."""
        found = self.project.get("dynamic")
        return [str(each) for each in found] if isinstance(found, list) else []


def _why_application(facts: Facts, tables: _Tables) -> str:
    """Return what makes it an application, "" where nothing does."""
    private = [each for each in tables.classifiers if each.startswith("Private ::")]
    kinds = {manifest.kind for manifest in facts.manifests}
    certain = {
        f"its classifier `{''.join(private[:1])}` keeps it from being published": (
            bool(private)
        ),
        "Poetry's `package-mode` is off, so that it is not built": (
            tables.table("tool", "poetry").get("package-mode") is False
        ),
        "uv's `package` is off, so that it is not built": (
            tables.table("tool", "uv").get("package") is False
        ),
        "nothing says how it would be built": (
            not facts.backend
            and not kinds & {"setup.py", "setup.cfg"}
            and not _metadata(tables)
        ),
        "there is no package to publish": not facts.packages and not facts.modules,
    }
    reason = next((text for text, holds in certain.items() if holds), "")
    return reason if reason or _metadata(tables) else _deployed(facts)


def _deployed(facts: Facts) -> str:
    """Return what says that it is deployed rather than installed, "" for nothing."""
    images = [each for each in facts.dockerfiles if not _ASIDE.search(each)]
    if images:
        return f"it is deployed by `{images[0]}` and has no metadata for users"
    locks = sorted(m.path for m in facts.manifests if m.kind in _LOCKS)
    if locks and facts.entry_points and facts.layout in {"", "scripts"}:
        return f"it has commands, `{locks[0]}` and no metadata for users"
    return ""


def _metadata(tables: _Tables) -> str:
    """Return the metadata that only a published package needs, "" for none."""
    project = tables.project
    if not project.get("name"):
        return ""
    if "version" not in project and "version" not in tables.dynamic:
        return ""
    if tables.classifiers:
        return "classifiers"
    links = [key for key in ("urls", "keywords", "homepage") if project.get(key)]
    return links[0] if links else ""


def _why_library(facts: Facts, tables: _Tables) -> str:
    """Return what makes it a library; that nothing speaks against it, at least."""
    metadata = _metadata(tables)
    if metadata:
        return f"it declares a name, a version and {metadata} for those who install it"
    built = facts.backend or "setup.py"
    return f"`{built}` builds a package of it, and nothing says that none is published"


def _from_files(facts: Facts, tables: _Tables) -> bool:
    """Return whether the package takes what it needs from requirements files."""
    if "dependencies" in tables.dynamic:
        return True
    setup = [each.path for each in facts.manifests if each.kind == "setup.py"]
    named = {each.path for each in facts.requirements if not each.group}
    return bool(setup) and not named & {*setup, "setup.cfg", "pyproject.toml"}
