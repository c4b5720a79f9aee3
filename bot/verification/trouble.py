"""What uv's messages say: which package is to blame, and why, in a sentence.

The texts are those of uv 0.9 to 0.13. They come from inside the sandbox, where
a package's build may have written them, so they only choose what to leave out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from packaging.utils import canonicalize_name


class Kind(StrEnum):
    """What kind of trouble an installation met."""

    CONFLICT = "conflict"
    MISSING = "missing"
    UNFIT = "unfit"
    BUILD = "build"
    NETWORK = "network"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why uv gave up. `names` are normalised, the first the most to blame.

    `because` completes "pillow was left out: ...". `module` is the module that
    a build asked for and did not find, "" else.
    """

    kind: Kind
    names: tuple[str, ...]
    because: str
    module: str = ""


_NAME = r"([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?:\[[\w,.-]*\])?"
_BUILD = re.compile(
    rf"Failed to (?:build|download|download and build) `?{_NAME}(?=[=@` ])"
)
_INCLUDED = re.compile(rf"was included because `{_NAME}`")
_NOT_FOUND = re.compile(rf"{_NAME} was not found in the (?:package registry|cache)")
_NO_VERSION = re.compile(
    rf"(?:there is no version of|there are no versions of) {_NAME}"
)
_NO_WHEEL = re.compile(rf"{_NAME}\S* has no wheels? with a matching")
_INVALID = re.compile(rf"{_NAME}\S* has invalid metadata")
_PYTHON = re.compile(
    rf"does not satisfy (Python\S+) and (?:all versions of )?{_NAME}\S*"
    r" depends? on Python"
)
_REQUIRE = re.compile(r"you require (.+?)(?:, we can conclude| and only |$)", re.DOTALL)
_ITEM = re.compile(rf"(?:^|\band\b|,)\s*{_NAME}(?=[=<>!~]|\s|,|$)")
_NETWORK = re.compile(
    r"Failed to fetch|error sending request|Connection refused|timed out|dns error"
    r"|HTTP status (?:client|server) error|Could not connect",
    re.IGNORECASE,
)
_MODULE = re.compile(r"(?:ModuleNotFoundError|ImportError): No module named '?([\w]+)")
_LAST = re.compile(
    r"^\s*([A-Za-z_][\w.]*(?:Error|Exception|Warning|Exit)\b.*)$", re.MULTILINE
)
_FATAL = re.compile(r"^\s*((?:fatal )?error: .*)$", re.MULTILINE | re.IGNORECASE)
LONGEST = 160


def read_trouble(stderr: str) -> Trouble:
    """Return what the message says is to blame.

    A build without a name is the target's own.
    """
    if found := _BUILD.search(stderr):
        return _build(stderr, found[1])
    if stderr.lstrip().startswith("error: The build backend"):
        return _build(stderr, "")
    if "No solution found" in stderr:
        return _unsolvable(stderr)
    if _NETWORK.search(stderr):
        return Trouble(Kind.NETWORK, (), "the package index did not answer")
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith("error:")), "")
    because = _short(
        said.removeprefix("error:") or (lines[-1] if lines else "no reason given")
    )
    return Trouble(Kind.OTHER, (), because)


def _build(stderr: str, name: str) -> Trouble:
    if _NETWORK.search(stderr) and "Call to" not in stderr:
        return Trouble(Kind.NETWORK, (), "the package index did not answer")
    parents = _INCLUDED.findall(stderr)
    names = dict.fromkeys(canonicalize_name(each) for each in (name, *parents) if each)
    module = _MODULE.search(stderr)
    details = stderr.lstrip().partition("\n")[2]
    reasons = _LAST.findall(details) or _FATAL.findall(details)
    reason = _short(reasons[-1]) if reasons else "its build failed"
    because = f"it cannot be built here ({reason})" if reasons else reason
    return Trouble(Kind.BUILD, tuple(names), because, module[1] if module else "")


def _unsolvable(stderr: str) -> Trouble:
    required = [
        name for listed in _REQUIRE.findall(stderr) for name in _ITEM.findall(listed)
    ]
    names = tuple(dict.fromkeys(map(canonicalize_name, required)))
    python = _PYTHON.search(stderr)
    for pattern, kind, because in (
        (_NOT_FOUND, Kind.MISSING, "the package index does not have it"),
        (_INVALID, Kind.UNFIT, "its metadata is not valid any more"),
        (_NO_WHEEL, Kind.UNFIT, "it is not made for this platform or Python"),
        (_NO_VERSION, Kind.MISSING, "the package index has no such version"),
    ):
        if found := pattern.search(stderr):
            blamed = canonicalize_name(next(filter(None, found.groups())))
            ordered = dict.fromkeys([*((blamed,) if blamed in names else ()), *names])
            return Trouble(kind, tuple(ordered) or (blamed,), because)
    if python:
        return Trouble(Kind.UNFIT, names, f"it needs {python[1]}")
    return Trouble(Kind.CONFLICT, names, "it asks for versions that others rule out")


def _short(text: str) -> str:
    cleaned = " ".join(text.split())
    return cleaned if len(cleaned) <= LONGEST else f"{cleaned[:LONGEST - 1]}…"
