"""The ways from direct requirements to a package."""

from __future__ import annotations

from bot.dependencies.advisories.paths import paths_to, shown

NEEDS = {
    "app": ["web", "data"],
    "web": ["http", "forms"],
    "http": ["tls"],
    "forms": ["http"],
    "data": ["tls", "app"],
    "tls": ["data"],
    "alone": [],
}


def test_the_shortest_come_first() -> None:
    """Each direct requirement has one way, a shortest, sorted by length."""
    found = paths_to("tls", NEEDS, ["web", "app", "alone", "data", "tls", "missing"])

    assert [shown(path) for path in found] == [
        "tls",
        "data -> tls",
        "app -> data -> tls",
        "web -> http -> tls",
    ]


def test_there_are_not_too_many() -> None:
    """At most so many are given; nothing for what nobody needs."""
    needs = {f"p{number}": ["tls"] for number in range(9)}

    assert len(paths_to("tls", needs, needs)) == 5
    assert paths_to("tls", needs, needs, most=1) == (("p0", "tls"),)
    assert paths_to("other", needs, needs) == ()
