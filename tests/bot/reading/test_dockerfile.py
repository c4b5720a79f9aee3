"""Dockerfiles as their instructions, with every character in its place."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dockerfile import (
    DockerfileError,
    exec_form,
    globally_ignored,
    inner,
    parse,
    scripts,
    variables,
)


def test_lines_are_joined_as_docker_joins_them() -> None:
    """Comments and empty lines within an instruction are gone."""
    content = "FROM a\nRUN b \\\n  # c\n\n  && d\\\ne \\  \n f\nUSER g\n"

    found = parse(content).instructions

    assert [(each.name, each.line) for each in found] == [
        ("FROM", 1),
        ("RUN", 2),
        ("USER", 8),
    ]
    assert found[1].arguments.text == "b   && de  f"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("# escape=`\nFROM a\nRUN b `\n c\\\n", "b  c\\", id="directive"),
        pytest.param(
            "# syntax=x\n#escape = `\nFROM a\nRUN b `\nc", "b c", id="after another"
        ),
        pytest.param(
            "# a comment\n# escape=`\nFROM a\nRUN b `\nUSER c", "b `", id="too late"
        ),
        pytest.param("FROM a\r\nRUN b \\\r\n c\r\n", "b  c", id="windows"),
        pytest.param(
            "\ufeffFROM a\nRUN b\\\\\n", "b\\\\", id="byte order mark, doubled escape"
        ),
    ],
)
def test_the_escape_character(content: str, expected: str) -> None:
    """The directive counts only before everything else."""
    assert parse(content).instructions[1].arguments.text == expected


def test_here_documents_belong_to_their_instruction() -> None:
    """Every here-document is read to its end, with tabs where they are allowed."""
    content = 'FROM a\nCOPY <<ONE <<-"TWO" /x/\n1\nONE\n\t2\n\tTWO\nRUN b\n'

    copy = parse(content).instructions[1]

    assert [(each.name, each.body.text, each.line) for each in copy.heredocs] == [
        ("ONE", "1\n", 3),
        ("TWO", "\t2\n", 5),
    ]
    assert parse(content).heredoc_ends == (4, 6)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        pytest.param("RUN a && b", ["a && b"], id="plain"),
        pytest.param("RUN --mount=type=x --network=none a", ["a"], id="flags"),
        pytest.param("RUN [ -f a ] && b", ["[ -f a ] && b"], id="test, no list"),
        pytest.param("RUN <<E\na\nb\nE", ["a\nb\n"], id="here-document"),
        pytest.param("RUN bash -e <<E\na\nE", ["a\n"], id="here-document of a shell"),
        pytest.param(
            "RUN <<E\n#!/bin/bash\na\nE", ["#!/bin/bash\na\n"], id="shebang of a shell"
        ),
        pytest.param(
            "RUN <<E\n#!/usr/bin/env python3\na\nE", [], id="shebang of another"
        ),
        pytest.param(
            "RUN cat <<E > /x\na\nE", ["cat <<E > /x"], id="here-document of a program"
        ),
        pytest.param("RUN echo '<<E'", ["echo '<<E'"], id="quoted, no here-document"),
        pytest.param("RUN cat <<<E", ["cat <<<E"], id="here-string"),
    ],
)
def test_what_a_shell_runs(run: str, expected: list[str]) -> None:
    """A here-document is a script only where a shell reads it."""
    found = parse(f"FROM a\n{run}\n").instructions[1]

    assert [script.text.text for script in scripts(found)] == expected


def test_the_exec_form() -> None:
    """A list of strings is run without a shell."""
    run = parse('FROM a\nRUN ["a", "b \\"c\\"" , "d"]\n').instructions[1]

    (script,) = scripts(run)

    assert script.words is not None
    assert [word.text for word in script.words] == ["a", 'b "c"', "d"]
    assert [script.text.text[word.start : word.end] for word in script.words] == [
        '"a"',
        '"b \\"c\\""',
        '"d"',
    ]


def test_a_list_of_something_else_is_no_exec_form() -> None:
    """Numbers and broken lists are left to the shell."""
    for text in ("[1]", '["a",', '{"a": 1}'):
        run = parse(f"FROM a\nRUN {text}\n").instructions[1]
        assert exec_form(run.arguments) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "ENV A=1 B=\"2 3\" C='4'x",
            [("A", "1"), ("B", "2 3"), ("C", "4x")],
            id="env",
        ),
        pytest.param("ENV A b c", [("A", "b c")], id="old form"),
        pytest.param("ARG A=1 B", [("A", "1")], id="arg"),
        pytest.param("ARG A", [], id="arg without a value"),
    ],
)
def test_variables(line: str, expected: list[tuple[str, str]]) -> None:
    """ENV and ARG set variables."""
    assert list(variables(parse(f"FROM a\n{line}\n").instructions[1])) == expected


def test_onbuild_puts_an_instruction_off() -> None:
    """What is put off can be read like any other."""
    run = inner(parse("FROM a\nONBUILD run <<E\nb\nE\n").instructions[1])

    assert run.name == "RUN"
    assert [script.text.text for script in scripts(run)] == ["b\n"]


def test_comments_turn_rules_of_hadolint_off() -> None:
    """For the next instruction, or for the whole file."""
    content = (
        "FROM a\n# hadolint ignore=DL3042,SC2046\nRUN b\nRUN c\n"
        "# hadolint global ignore=DL3008\n"
    )

    found = parse(content).instructions

    assert [each.ignored for each in found] == [
        frozenset(),
        {"DL3042", "SC2046"},
        frozenset(),
    ]
    assert globally_ignored(content) == {"DL3008"}


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param(
            "FROM a\n{% if b %}\n", 2, "there is no instruction '{%'", id="template"
        ),
        pytest.param(
            "FROM a\nRUN <<E\nb\n",
            2,
            "the here-document E never ends",
            id="open here-document",
        ),
        pytest.param("FROM\n", 1, "FROM says nothing", id="nothing said"),
        pytest.param(
            "FROM a\n\\\n", 2, "there is no instruction '\\\\'", id="escape alone"
        ),
        pytest.param(
            "# escape=x\nFROM a\n", 1, "the escape is no \\ or `", id="wrong escape"
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    content: str, line: int, reason: str
) -> None:
    """A broken Dockerfile is refused with line and reason."""
    with pytest.raises(DockerfileError) as raised:
        parse(content)

    assert (raised.value.line, raised.value.reason) == (line, reason)


@given(st.text(alphabet="RUN <E\n\\ #a\"'`\r\t-=&", max_size=80))
def test_every_character_stands_where_it_says(body: str) -> None:
    """Joined text is made of the file's own characters."""
    content = f"FROM a\nRUN x {body}\n"
    try:
        found = parse(content).instructions
    except DockerfileError:
        return

    parts = chain.from_iterable(
        (each.arguments, *(heredoc.body for heredoc in each.heredocs)) for each in found
    )
    for part in parts:
        assert "".join(content[offset] for offset in part.offsets) == part.text
