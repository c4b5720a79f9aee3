"""Requirements of the commands of a Dockerfile."""

from __future__ import annotations

import pytest

from bot.dependencies.finding.dockerfile import read
from tests.support.readings import checked, said


def places(dockerfile: str) -> list[str]:
    """Return what a Dockerfile installs, after all offsets were checked."""
    content = dockerfile.encode()
    reading = checked(read("Dockerfile", content), content)
    return [said(place) for place in reading.places]


def test_all_ways_to_run() -> None:
    """Joined lines, comments between them, here-documents, lists, ONBUILD."""
    dockerfile = """\
FROM python:3.9 AS base
RUN pip install --no-cache-dir \\
    # the server
    gunicorn==20.0.4 \\
    "uvicorn[standard]~=0.20"
FROM base
RUN ["pip", "install", "a==1.0"]
RUN <<EOF
set -e
pip install b==2.0
EOF
RUN --mount=type=cache,target=/root/.cache uv pip install --system c==3.0 && echo
ONBUILD RUN pip install d==4.0
RUN bash -c "pip install 'e==5.0'"
CMD ["pip", "install", "no==1"]
"""
    assert places(dockerfile) == [
        "base: gunicorn==20.0.4",
        "base: uvicorn[standard]~=0.20",
        "a==1.0",
        "b==2.0",
        "c==3.0",
        "d==4.0",
        "e==5.0",
    ]


def test_a_version_that_is_an_argument() -> None:
    """Its place is where ARG or ENV says it."""
    dockerfile = """\
ARG POETRY_VERSION="1.8.2"
FROM python:3.9
ARG POETRY_VERSION
ARG RUFF_VERSION=0.4
ENV UV_VERSION=0.5.1 OTHER=x
RUN pip install "poetry==${POETRY_VERSION}" ruff==$RUFF_VERSION
RUN pip install uv==$UV_VERSION
"""
    content = dockerfile.encode()
    reading = checked(read("Dockerfile", content), content)

    assert not reading.problems
    assert [
        (place.line, said(place), dockerfile[place.start : place.end])
        for place in reading.places
    ] == [
        (1, "poetry==1.8.2", "1.8.2"),
        (4, "ruff==0.4", "0.4"),
        (5, "uv==0.5.1", "0.5.1"),
    ]


@pytest.mark.parametrize(
    ("dockerfile", "reason"),
    [
        pytest.param(
            "FROM x\nARG V=1\nRUN pip install a==$V b==$V\n",
            "its version, V, is used elsewhere, too",
            id="two packages",
        ),
        pytest.param(
            "FROM x\nARG V=1\nRUN curl https://x.invalid/$V && pip install a==$V\n",
            "its version, V, is used elsewhere, too",
            id="an address",
        ),
        pytest.param(
            "FROM x\nARG V=1\nARG V=2\nRUN pip install a==$V\n",
            "is put together when the image is built",
            id="set twice",
        ),
        pytest.param(
            "FROM x\nARG V=1\nFROM y\nRUN pip install a==$V\n",
            "is put together when the image is built",
            id="another stage",
        ),
        pytest.param(
            "FROM x\nARG V\nRUN pip install a==$V\n",
            "is put together when the image is built",
            id="no default",
        ),
    ],
)
def test_a_version_that_is_not_sure_is_told(dockerfile: str, reason: str) -> None:
    """It has no place."""
    reading = read("Dockerfile", dockerfile.encode())

    assert not reading.places
    assert reading.problems
    assert all(each.reason.endswith(reason) for each in reading.problems)


def test_a_file_that_is_no_dockerfile_says_where() -> None:
    """With its line."""
    (problem,) = read("Dockerfile", b"FROM x\npip install a==1\n").problems

    assert (problem.line, problem.reason) == (2, "there is no instruction 'pip'")


def test_another_escape_and_line_ending() -> None:
    """The directive decides what joins lines."""
    dockerfile = "# escape=`\r\nFROM x\r\nRUN pip install `\r\n  a==1.0\r\n"

    assert places(dockerfile) == ["a==1.0"]
