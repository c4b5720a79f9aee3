"""What pip itself reads in a requirements file, line by line.

pip stops at the first line it does not understand; here each line is asked
about alone, with pip's own functions.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from dataclasses import dataclass
from optparse import Values
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name, canonicalize_version
from pip._internal.exceptions import PipError
from pip._internal.req import req_file
from pip._internal.req.constructors import install_req_from_line
from pip._vendor.packaging import specifiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OLD = hasattr(specifiers, "LegacySpecifier")
"""Whether pip is before 24.1, with a `packaging` before 22."""

_PLAIN_ARBITRARY = re.compile(r"^[^=(,]*===\s*[\w.!+-]+$")
_UNDERSCORE = re.compile(r"[\w.-]*_(?![\w.-])")


@dataclass(frozen=True, slots=True)
class PipLine:
    """One line as pip has it; `kind` is "invalid" where pip would stop.

    `kind` is requirement, editable, include, constraint, option or invalid.
    """

    number: int
    kind: str
    text: str = ""
    hashes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PipNeed:
    """A requirement as pip has it; `clauses` are operators and versions."""

    name: str
    clauses: frozenset[tuple[str, str]]
    extras: frozenset[str]
    has_marker: bool


def pip_lines(text: str) -> Iterator[PipLine]:
    """Yield what pip reads in the text of a file."""
    parser = req_file.build_parser()
    defaults = dict(parser.defaults)
    for number, line in req_file.preprocess(text):
        asked, words = req_file.break_args_options(line)
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                fresh = Values({key: _copied(each) for key, each in defaults.items()})
                options, _ = parser.parse_args(shlex.split(words), fresh)
        except (req_file.OptionParsingError, ValueError):
            yield PipLine(number, "invalid")
            continue
        found = sorted(
            (algorithm, digest)
            for algorithm, digests in (options.hashes or {}).items()
            for digest in digests
        )
        if asked:
            yield PipLine(number, "requirement", asked.rstrip(), tuple(found))
        elif options.editables:
            yield PipLine(number, "editable", options.editables[0])
        elif options.requirements:
            yield PipLine(number, "include", options.requirements[0])
        elif options.constraints:
            yield PipLine(number, "constraint", options.constraints[0])
        else:
            yield PipLine(number, "option")


def _copied(default: object) -> object:
    """Return a default that a parser may add to."""
    return list(default) if isinstance(default, list) else default


def reads_otherwise(text: str) -> bool:
    """Return whether pips have several minds about a requirement.

    What may stand behind `===` differs from release to release of `packaging`.
    A pip before 24.1 takes any text for a version, and no comma at the end of
    a specifier nor an underscore at the end of a name.
    """
    specifier = text.partition(";")[0].rstrip()
    if "===" in specifier and not _PLAIN_ARBITRARY.search(specifier):
        return True
    odd = specifier.rstrip(") ").endswith(",") or _UNDERSCORE.match(text) is not None
    marker = text.partition(";")[2]
    parted = f"{specifier} ;{marker}" if marker.strip() else specifier
    return _OLD and (odd or _is_refused(parted))


def pip_need(text: str) -> PipNeed | None:
    """Return a requirement as pip has it, None where pip refuses it."""
    try:
        made = install_req_from_line(text)
    except (PipError, ValueError):
        return None
    if made.req is None:
        return PipNeed("", frozenset(), frozenset(), made.markers is not None)
    return PipNeed(
        canonicalize_name(made.req.name),
        canonical((each.operator, each.version) for each in made.req.specifier),
        frozenset(made.req.extras or made.extras),
        made.markers is not None or made.req.marker is not None,
    )


def canonical(clauses: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return clauses in which equal versions are equal texts."""
    return frozenset(
        (operator, canonicalize_version(version)) for operator, version in clauses
    )


def _is_refused(text: str) -> bool:
    try:
        Requirement(text)
    except InvalidRequirement:
        return True
    return False
