"""How a package came to be needed: the ways to it through a lock."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MOST: Final = 5


def paths_to(
    target: str,
    needs: Mapping[str, Collection[str]],
    direct: Iterable[str],
    most: int = MOST,
) -> tuple[tuple[str, ...], ...]:
    """Return a shortest way from each direct requirement to a package.

    `needs` are the names that each package needs. The shortest ways come
    first, at most `most` of them; those of one length are in the order of
    names. A direct requirement is a way of one name.
    """
    steps = _steps_to(target, needs)
    ways = [_way(name, needs, steps) for name in set(direct) if name in steps]
    return tuple(sorted(ways, key=lambda way: (len(way), way))[:most])


def shown(path: Iterable[str]) -> str:
    """Return the way as people read it: `a -> b -> c`."""
    return " -> ".join(path)


def _steps_to(target: str, needs: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Return how many steps each package is away from the target."""
    users: dict[str, list[str]] = {}
    for name, others in needs.items():
        for other in others:
            users.setdefault(other, []).append(name)
    steps, waiting = {target: 0}, deque([target])
    while waiting:
        name = waiting.popleft()
        for user in users.get(name, ()):
            if user not in steps:
                steps[user] = steps[name] + 1
                waiting.append(user)
    return steps


def _way(
    name: str, needs: Mapping[str, Collection[str]], steps: Mapping[str, int]
) -> tuple[str, ...]:
    way = [name]
    while steps[way[-1]]:
        left = steps[way[-1]] - 1
        way.append(min(each for each in needs[way[-1]] if steps.get(each) == left))
    return tuple(way)
