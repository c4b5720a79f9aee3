"""What to try next when an installation fails: one step down, and said so.

Pure: the state of an attempt and the trouble give the next state, or None
where there is nothing left to give up.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from packaging.utils import canonicalize_name

from bot.dependencies.names import DISTRIBUTIONS
from bot.verification.needs import MAIN, SPARE
from bot.verification.trouble import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.verification.needs import Need
    from bot.verification.trouble import Trouble

SETUPTOOLS: Final = ("setuptools<81", "setuptools<58")
"""81 warns of `pkg_resources` no more, it left it out; 58 left out `use_2to3`.

https://setuptools.pypa.io/en/latest/history.html
"""
NETWORK_TRIES: Final = 2


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is to be installed, and all that was given up on the way.

    `setuptools` counts the steps down of `SETUPTOOLS`. `build_needs` maps a
    package to what its build needs and does not say. `excluded` are packages
    that others need and that cannot be had. `firm` says that the constraints
    are what is installed already. `said` are sentences.
    """

    needs: tuple[Need, ...]
    constraints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    setuptools: int = 0
    build_needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    network: int = 0
    firm: bool = False
    said: tuple[str, ...] = ()


def step_down(attempt: Attempt, trouble: Trouble) -> Attempt | None:
    """Return what to try next, None where nothing can be given up any more."""
    if trouble.kind is Kind.NETWORK:
        if attempt.network >= NETWORK_TRIES:
            return None
        return replace(attempt, network=attempt.network + 1)
    if trouble.kind is Kind.BUILD and (mended := mend_build(attempt, trouble)):
        return mended
    return (
        _relaxed(attempt, trouble)
        or _dropped(attempt, trouble)
        or _excluded(attempt, trouble)
        or _last_resort(attempt, trouble)
    )


def mend_build(attempt: Attempt, trouble: Trouble) -> Attempt | None:
    """Return the attempt with what the build lacks, None where that is unknown."""
    old = trouble.module in {"pkg_resources", "setuptools", "distutils"}
    old = old or any(
        word in trouble.because for word in ("use_2to3", "2to3", "pkg_resources")
    )
    if old:
        lower = replace(attempt, setuptools=attempt.setuptools + 1)
        return lower if lower.setuptools <= len(SETUPTOOLS) else None
    name = trouble.names[0] if trouble.names else ""
    unknown = trouble.module in {"", name} or trouble.module in sys.stdlib_module_names
    if unknown or name in attempt.build_needs:
        return None
    brings = DISTRIBUTIONS.get(trouble.module, (canonicalize_name(trouble.module),))[0]
    needs = {**attempt.build_needs, name: (brings, "setuptools", "wheel")}
    return replace(attempt, build_needs=needs)


def _relaxed(attempt: Attempt, trouble: Trouble) -> Attempt | None:
    """Let go of the locked versions of what is to blame."""
    first = trouble.kind in {Kind.BUILD, Kind.MISSING, Kind.UNFIT}
    names = trouble.names[:1] if first else trouble.names
    locked = [name for name in names if name in attempt.constraints]
    if not locked and first:
        locked = [name for name in trouble.names if name in attempt.constraints]
    if not locked or attempt.firm:
        return None
    kept = {n: lines for n, lines in attempt.constraints.items() if n not in locked}
    said = (
        f"The locked version of {name} was not used: {trouble.because}."
        for name in locked
    )
    return replace(attempt, constraints=kept, said=(*attempt.said, *said))


def _dropped(attempt: Attempt, trouble: Trouble) -> Attempt | None:
    """Leave out the least important requirement that is to blame."""
    blamed: list[Need] = []
    if trouble.kind in {Kind.BUILD, Kind.MISSING, Kind.UNFIT}:
        for name in trouble.names:
            blamed = [need for need in attempt.needs if need.name == name]
            if blamed:
                break
    else:
        blamed = [need for need in attempt.needs if need.name in trouble.names]
    if not blamed:
        return None
    worst = max(blamed, key=lambda need: (need.rank, attempt.needs.index(need)))
    if worst.rank == SPARE and worst.text != worst.name:
        return _loosened(attempt, worst, trouble)
    needs = tuple(need for need in attempt.needs if need is not worst)
    said = f"{worst.text} ({worst.origin}) was left out: {trouble.because}."
    return replace(attempt, needs=needs, said=(*attempt.said, said))


def _loosened(attempt: Attempt, need: Need, trouble: Trouble) -> Attempt:
    """Take any version of what only fills a gap."""
    needs = tuple(
        replace(each, text=each.name) if each is need else each
        for each in attempt.needs
    )
    said = (
        f"Another version was taken for {need.text} ({need.origin}):"
        f" {trouble.because}."
    )
    return replace(attempt, needs=needs, said=(*attempt.said, said))


def _excluded(attempt: Attempt, trouble: Trouble) -> Attempt | None:
    """Leave out a package that only others need."""
    names = [name for name in trouble.names if name not in attempt.excluded]
    if trouble.kind is Kind.OTHER or not names:
        return None
    said = f"{names[0]}, which others need, was left out: {trouble.because}."
    return replace(
        attempt,
        excluded=(*attempt.excluded, names[0]),
        said=(*attempt.said, said),
    )


def _last_resort(attempt: Attempt, trouble: Trouble) -> Attempt | None:
    """Go without the lock, then without one rank of needs after the other."""
    if attempt.constraints and not attempt.firm:
        said = f"The lock could not be used: {trouble.because}."
        return replace(attempt, constraints={}, said=(*attempt.said, said))
    rank = max((need.rank for need in attempt.needs), default=MAIN)
    if rank == MAIN:
        return None
    gone = [need.text for need in attempt.needs if need.rank == rank]
    said = f"Left out: {', '.join(gone)}; {trouble.because}."
    needs = tuple(need for need in attempt.needs if need.rank != rank)
    return replace(attempt, needs=needs, said=(*attempt.said, said))
