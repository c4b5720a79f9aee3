"""The table of what actions and commands need: `permissions.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ISSUE_OR_PULL = "issue-or-pull"
"""The permission that becomes issues, pull-requests or both."""


@dataclass(frozen=True, slots=True)
class KnownAction:
    """What one action needs: always, and for inputs that are given or missing.

    `pushes` says that it pushes with the credentials of the checkout.
    """

    needs: Mapping[str, str]
    given: Mapping[str, Mapping[str, str]]
    missing: Mapping[str, Mapping[str, str]]
    pushes: bool


def known_action(uses: str) -> KnownAction | None:
    """Return what is known of `owner/name[/path]`, without its ref."""
    name = uses.partition("@")[0].lower()
    tables = _tables()
    parts = name.split("/")
    for key in (name, "/".join(parts[:2]) + "/*"):
        if key != name and len(parts) <= 2:  # noqa: PLR2004  # owner and name
            continue
        if key in tables.names:
            return KnownAction(
                tables.needs.get(key, {}),
                tables.given.get(key, {}),
                tables.missing.get(key, {}),
                key in tables.push,
            )
    return None


def gh_needs(command: str) -> Mapping[str, str] | None:
    """Return what `gh` with these two words needs; None where it is not known."""
    return _tables().gh.get(command)


def rest_needs(method: str) -> Mapping[str, str] | None:
    """Return what a method of octokit.rest needs, such as `issues.create`."""
    return next(
        (needs for name, needs in _tables().rest if name.fullmatch(method)), None
    )


@dataclass(frozen=True, slots=True)
class _Tables:
    names: frozenset[str]
    push: frozenset[str]
    needs: Mapping[str, Mapping[str, str]]
    given: Mapping[str, Mapping[str, Mapping[str, str]]]
    missing: Mapping[str, Mapping[str, Mapping[str, str]]]
    gh: Mapping[str, Mapping[str, str]]
    rest: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]


@cache
def _tables() -> _Tables:
    text = files(__package__).joinpath("permissions.toml").read_text("utf-8")
    content = tomllib.loads(text)
    given = {
        action: {name.lower(): needs for name, needs in inputs.items()}
        for action, inputs in content["given"].items()
    }
    return _Tables(
        names=frozenset(
            {*content["nothing"], *content["push"], *content["needs"], *given}
        ),
        push=frozenset(content["push"]),
        needs=content["needs"],
        given=given,
        missing=content["missing"],
        gh=content["gh"],
        rest=tuple(
            (re.compile(row["methods"]), row["needs"]) for row in content["rest"]
        ),
    )


def action_names() -> Iterator[str]:
    """Yield the name of every action in the table, in order."""
    yield from sorted(_tables().names)
