"""Requirements files made at random: read as pip reads them, and to the byte."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.dependencies.finding.requirement_lines import Kind, requirement_lines
from bot.dependencies.finding.requirements_file import read
from bot.dependencies.places import Splice, spliced
from bot.dependencies.rehash import repinned
from bot.dependencies.releases import Release, ReleaseFile
from tests.support.pips_view import (
    PipLine,
    PipNeed,
    canonical,
    pip_lines,
    pip_need,
    reads_otherwise,
)
from tests.support.requirement_grammar import Grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dependencies.finding.requirement_lines import RequirementLine
    from bot.dependencies.places import Place

LINES = 200
"""How many logical lines a file has."""

FEW = [pytest.param(seed * 5, 5, id=f"{seed}") for seed in range(4)]
MANY = [
    pytest.param(100 + seed * 50, 50, id=f"{seed}", marks=pytest.mark.slow)
    for seed in range(20)
]
"""Twenty times fifty files of 200 lines: 200,000 lines."""

SOME = MANY[:5]


def _files(first: int, number: int) -> Iterator[tuple[Random, str]]:
    for seed in range(first, first + number):
        random = Random(seed)  # noqa: S311  # the same files in every run
        yield random, Grammar(random).file(LINES)


# --------------------------------------------------------------- as pip reads them


def _as_pip_has_it(line: RequirementLine) -> PipLine:
    """Return a line of ours in pip's terms."""
    written = line.written
    if line.kind is Kind.INVALID or written is None:
        return PipLine(line.first, "invalid")
    values = {option.name: option.value for option in reversed(written.options)}
    if line.kind is Kind.INCLUDE:
        return PipLine(line.first, "include", values["--requirement"])
    if line.kind is Kind.CONSTRAINT:
        return PipLine(line.first, "constraint", values["--constraint"])
    if line.kind is Kind.OPTION:
        return PipLine(line.first, "option")
    if written.is_editable:
        return PipLine(line.first, "editable", values["--editable"])
    hashes = [
        tuple(option.value.split(":", 1))
        for option in written.options
        if option.name == "--hash"
    ]
    pairs = sorted((algorithm, digest) for algorithm, digest in hashes)
    return PipLine(line.first, "requirement", written.text, tuple(pairs))


def _differences(text: str, step: int) -> Iterator[tuple[PipLine, PipLine]]:
    """Yield the lines that we and pip do not read alike.

    What is in a requirement is compared for each `step`-th, for an old pip
    needs two thousandths of a second for each.
    """
    ours = requirement_lines(text)
    theirs = list(pip_lines(text))
    assert [line.first for line in ours] == [line.number for line in theirs]
    for line, pips in zip(ours, theirs, strict=True):
        mine = _as_pip_has_it(line)
        if pips.kind == "requirement" and reads_otherwise(pips.text):
            continue
        refused = mine.kind == "invalid" and pips.kind == "requirement"
        if refused and pip_need(pips.text) is None:
            continue
        is_asked = line.first % step == 0
        if mine != pips or (is_asked and not _is_the_same_need(line, pips)):
            yield mine, pips


def _is_the_same_need(line: RequirementLine, pips: PipLine) -> bool:
    """Return whether both see the same name, versions, extras and marker."""
    if line.kind is not Kind.REQUIREMENT or line.reason or line.need is None:
        return True
    mine = PipNeed(
        line.name,
        canonical((part.operator, part.version) for part in line.need.parts),
        frozenset(line.need.extras),
        bool(line.need.marker),
    )
    return mine == pip_need(pips.text)


@pytest.mark.parametrize(("first", "number"), [*FEW, *MANY])
def test_lines_are_read_as_pip_reads_them(first: int, number: int) -> None:
    """The same requirements, options, hashes and line numbers, in the same order.

    What pip would stop at is invalid for us, and nothing else is.
    """
    for _, text in _files(first, number):
        assert list(_differences(text, step=max(number // 5, 1))) == []


# ------------------------------------------------------------------- to the byte


def _encoded(random: Random, text: str) -> tuple[bytes, str]:
    """Return a file in one of the encodings that pip knows it by, and which."""
    plain = text.replace("\ufeff", "")
    return random.choice(
        [
            (text.encode(), "utf-8"),
            (b"\xef\xbb\xbf" + plain.encode(), "utf-8"),
            (f"# -*- coding: utf-8 -*-\n{plain}".encode(), "utf-8"),
            (f"# coding: cp1252\n{plain}".encode("cp1252", "replace"), "cp1252"),
            (b"\xff\xfe" + plain.encode("utf-16-le"), "utf-16-le"),
        ]
    )


def _check(content: bytes, encoding: str, place: Place) -> None:
    """Assert that each offset of a place leads to what it says."""
    for clause in place.clauses:
        assert content[clause.start : clause.end].decode(encoding) == clause.version
        assert place.start <= clause.start < clause.end <= place.end
    for written in place.hashes:
        assert content[written.start : written.end].decode(encoding) == written.digest
        assert written.option_start < written.start < written.end <= written.option_end
        assert written.option_start >= place.end


@pytest.mark.parametrize(("first", "number"), [*FEW, *MANY])
def test_the_same_versions_make_the_same_bytes(first: int, number: int) -> None:
    """Every version and digest is where it is said to be."""
    for random, text in _files(first, number):
        content, encoding = _encoded(random, text)
        reading = read("requirements.txt", content)
        splices: list[Splice] = []
        for place in reading.places:
            _check(content, encoding, place)
            parts = [
                *((each.start, each.end) for each in place.clauses),
                *((each.start, each.end) for each in place.hashes),
            ]
            splices += [
                Splice(each[0], each[1], content[slice(*each)]) for each in parts
            ]

        assert len(reading.places) > LINES // 4
        assert spliced(content, tuple(splices)) == content


def _release(random: Random, algorithms: set[str]) -> Release:
    """Return a release of one to five files with these hashes."""
    return Release(
        Version("98.7"),
        tuple(
            ReleaseFile(
                f"{number}.whl",
                tuple(
                    (name, f"{random.getrandbits(256):064x}")
                    for name in sorted(algorithms)
                ),
            )
            for number in range(random.randint(1, 5))
        ),
    )


@pytest.mark.parametrize(("first", "number"), [*FEW, *SOME])
def test_a_new_version_changes_its_place_and_no_other(first: int, number: int) -> None:
    """After an update the file reads as before, but for one version and its hashes."""
    for random, text in _files(first, number):
        content = text.encode()
        before = read("requirements.txt", content)
        free = [
            position
            for position, place in enumerate(before.places)
            if place.pinned and not place.ignored
        ]
        chosen = random.choice(free)
        place = before.places[chosen]
        release = _release(random, {each.algorithm for each in place.hashes})

        edited = spliced(content, repinned(content, place, "98.7", release))

        after = read("requirements.txt", edited)
        now = after.places[chosen]
        assert [each.path for each in after.includes] == [
            each.path for each in before.includes
        ]
        assert [_around(each) for each in after.places] == [
            _around(each) for each in before.places
        ]
        assert now.pinned == "98.7"
        assert {(each.algorithm, each.digest) for each in now.hashes} == {
            pair for file in release.files for pair in file.hashes
        }
        assert [_said(each) for each in after.places if each is not now] == [
            _said(each) for each in before.places if each is not place
        ]


def _around(place: Place) -> tuple[object, ...]:
    """Return what an update may not touch."""
    return (place.written, place.extras, place.marker, place.via, place.remark)


def _said(place: Place) -> tuple[object, ...]:
    """Return all that a place says, but for where."""
    hashes = [(each.algorithm, each.digest) for each in place.hashes]
    return (place.text, place.ignored, place.location, hashes)


# ------------------------------------------------------------------------- no crash


def _damaged(random: Random, content: bytes) -> bytes:
    """Change, add and drop bytes."""
    damaged = bytearray(content)
    for _ in range(random.randint(1, 40)):
        place = random.randrange(len(damaged))
        change = random.randrange(4)
        if change == 0:
            damaged[place] = random.randrange(256)
        elif change == 1:
            damaged.insert(place, random.choice(b"\\\"'#[](){};,=<>-\r\n\x00\xff\t @:"))
        elif change == 2:
            del damaged[place : place + random.randint(1, 8)]
        else:
            damaged[place:place] = damaged[place : place + random.randint(1, 60)]
    return bytes(damaged)


@pytest.mark.parametrize(("first", "number"), [*FEW, *SOME])
def test_damaged_files_are_read(first: int, number: int) -> None:
    """Whatever the bytes, nothing is raised and no offset leaves the file."""
    for random, text in _files(first, number):
        content = _damaged(random, _encoded(random, text)[0])

        reading = read("requirements.txt", content)

        for place in reading.places:
            parts = [
                (place.start, place.end),
                *((each.start, each.end) for each in place.clauses),
                *((each.start, each.end) for each in place.hashes),
            ]
            assert all(0 <= start <= end <= len(content) for start, end in parts)
        assert reading.places or reading.problems


def test_bytes_of_any_kind_are_read() -> None:
    """What is no text at all ends in places or problems."""
    random = Random(4)  # noqa: S311  # the same bytes in every run
    for _ in range(500):
        content = random.randbytes(random.randint(1, 300))

        reading = read("requirements.txt", content)

        assert {problem.path for problem in reading.problems} <= {"requirements.txt"}
