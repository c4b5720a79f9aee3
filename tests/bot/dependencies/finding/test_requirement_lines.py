"""Lines of requirements files, as pip reads them."""

from __future__ import annotations

import pytest

from bot.dependencies.finding.requirement_lines import (
    Kind,
    is_locked,
    requirement_lines,
)

HASH = "--hash=sha256:" + 64 * "0"


@pytest.mark.parametrize(
    ("line", "kind", "text", "name"),
    [
        pytest.param("Django", Kind.REQUIREMENT, "Django", "django", id="plain"),
        pytest.param("a>=1 # why", Kind.REQUIREMENT, "a>=1", "a", id="comment"),
        pytest.param("a (==1)", Kind.REQUIREMENT, "a (==1)", "a", id="parentheses"),
        pytest.param(
            "A.b[c]==1.0 ; python_version<'4'",
            Kind.REQUIREMENT,
            "A.b[c]==1.0 ; python_version<'4'",
            "a-b",
            id="marker",
        ),
        pytest.param(f"a==1 {HASH}", Kind.REQUIREMENT, "a==1", "a", id="hash"),
        pytest.param(
            "a==1 --config-settings=x=y",
            Kind.REQUIREMENT,
            "a==1",
            "a",
            id="option of a line",
        ),
        pytest.param("a === 1.0", Kind.REQUIREMENT, "a === 1.0", "a", id="arbitrary"),
        pytest.param("a==1!2.0", Kind.REQUIREMENT, "a==1!2.0", "a", id="epoch"),
        pytest.param("a==1.0+cu1", Kind.REQUIREMENT, "a==1.0+cu1", "a", id="local"),
        pytest.param(
            "a[b,c]>=1,==1.*", Kind.REQUIREMENT, "a[b,c]>=1,==1.*", "a", id="extras"
        ),
        pytest.param("a==${A}", Kind.REQUIREMENT, "a==${A}", "a", id="variable"),
        pytest.param("-r b.txt", Kind.INCLUDE, "b.txt", "", id="include"),
        pytest.param("-rb.txt", Kind.INCLUDE, "b.txt", "", id="include, joined"),
        pytest.param(
            '--requirement="b.txt"', Kind.INCLUDE, "b.txt", "", id="include, long"
        ),
        pytest.param("-c 'b.txt'", Kind.CONSTRAINT, "b.txt", "", id="constraint"),
        pytest.param(
            "--constraint b.txt", Kind.CONSTRAINT, "b.txt", "", id="constraint, long"
        ),
        pytest.param("-e .", Kind.LOCATION, ".", "", id="editable"),
        pytest.param("--editable=.", Kind.LOCATION, ".", "", id="editable, long"),
        pytest.param(
            "-e git+https://x.invalid/b#subdirectory=c&egg=Some_Name",
            Kind.LOCATION,
            "git+https://x.invalid/b#subdirectory=c&egg=Some_Name",
            "some-name",
            id="editable repository",
        ),
        pytest.param("./a", Kind.LOCATION, "./a", "", id="folder"),
        pytest.param(
            "./wheels/a_b-1.0-py3-none-any.whl",
            Kind.LOCATION,
            "./wheels/a_b-1.0-py3-none-any.whl",
            "a-b",
            id="wheel",
        ),
        pytest.param(
            "a @ https://x/a.whl",
            Kind.LOCATION,
            "a @ https://x/a.whl",
            "a",
            id="address",
        ),
        pytest.param(
            "git+https://me:secret@x/a.git@1#egg=a",
            Kind.LOCATION,
            "git+https://x/a.git@1#egg=a",
            "a",
            id="repository, without its password",
        ),
        pytest.param(
            "--index-url https://x",
            Kind.OPTION,
            "--index-url https://x",
            "",
            id="option",
        ),
        pytest.param(
            "--require-hashes", Kind.OPTION, "--require-hashes", "", id="require hashes"
        ),
        pytest.param("what is this", Kind.INVALID, "what is this", "", id="nonsense"),
        pytest.param("--odd", Kind.INVALID, "--odd", "", id="no option of pip"),
    ],
)
def test_line(line: str, kind: Kind, text: str, name: str) -> None:
    """Each line is one thing."""
    (found,) = requirement_lines(f"\n# a comment\n{line}\n")

    assert (found.kind, found.text, found.name) == (kind, text, name)
    assert (found.first, found.last) == (3, 3)


@pytest.mark.parametrize(
    ("text", "pinned"),
    [
        pytest.param("a==1.0", True, id="exact"),
        pytest.param("a===1.0", True, id="exact text"),
        pytest.param("a==1.*", False, id="wildcard"),
        pytest.param("a>=1,==1.5", True, id="exact among others"),
        pytest.param("a>=1", False, id="range"),
        pytest.param("a", False, id="anything"),
    ],
)
def test_pinned(text: str, *, pinned: bool) -> None:
    """Only one exact version is a pin."""
    assert requirement_lines(text)[0].is_pinned is pinned


def test_lines_are_joined() -> None:
    """A requirement with its hashes is one line, whatever the line endings."""
    content = f"\ufeffa==1 \\\r\n    {HASH} \\\r\n    {HASH}\r\nb==2 {HASH}"

    found = requirement_lines(content)

    assert [(each.name, each.first, each.last) for each in found] == [
        ("a", 1, 3),
        ("b", 4, 4),
    ]
    assert is_locked(found)


def test_a_comment_joins_nothing() -> None:
    """A joined line has the number of its first, and no space of its own."""
    text = f"# comment \\\na==1 \\\n    {HASH}\n\nb \\\n==2 \\"

    found = requirement_lines(text)

    assert [(line.first, line.text) for line in found] == [(2, "a==1"), (5, "b ==2")]


@pytest.mark.parametrize(
    ("content", "locked"),
    [
        pytest.param(f"--require-hashes\na==1 {HASH}", True, id="all"),
        pytest.param(f"a==1 {HASH}\nb==1", False, id="one without"),
        pytest.param(f"a>=1 {HASH}", False, id="a range"),
        pytest.param(f"-r b.txt\na==1 {HASH}", False, id="asks for another"),
        pytest.param("--pre", False, id="no requirement"),
        pytest.param("a==1 \\\n", False, id="ends in a backslash"),
    ],
)
def test_locked(content: str, *, locked: bool) -> None:
    """A lock has exact versions and hashes, and nothing else."""
    assert is_locked(requirement_lines(content)) is locked
