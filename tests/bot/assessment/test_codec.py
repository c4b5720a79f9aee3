"""Assessments and examinations survive the way through JSON."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from bot.assessment.codec import (
    decode_assessment,
    decode_examination,
    encode,
    encode_examination,
)
from bot.model import (
    Assessed,
    Assessment,
    CiSystem,
    Facts,
    Manifest,
    Requirement,
    Status,
    Tool,
)
from codemods.model import Examination, Finding, LeftAlone, Outcome, Rewrite

LEFT = LeftAlone("a.py", 3, "why", Outcome.UNSURE)
FACTS = Facts(
    python_files=("a.py",),
    test_files=("test_a.py",),
    left_alone=(LEFT,),
    packages={"a": "src/a"},
    modules=frozenset({"a", "b"}),
    entry_points=("a = a:main",),
    manifests=(Manifest("pyproject.toml", "pyproject"),),
    requirements=(Requirement("a", "a==1", "r.txt", 4, "dev"),),
    requires_python=">=3.9",
    minimum_python=(3, 9),
    backend="hatchling.build",
    manager="uv",
    tools=(Tool("black", "pyproject.toml", "[tool.black]"),),
    ci=(CiSystem("github", ("a.yml",), ("lint",)),),
    dockerfiles=("Dockerfile",),
    compose_files=("compose.yml",),
    test_framework="pytest",
    lines=12,
    problems=(LEFT,),
    layout="src",
    documents=("README.md",),
    readme_headings=("Shop",),
    part_pythons={"sdk": (3, 8)},
)


def test_every_field_of_the_facts_is_tried() -> None:
    """The facts of this test leave no field at its default."""
    default = Facts()

    same = [
        field.name
        for field in fields(Facts)
        if getattr(FACTS, field.name) == getattr(default, field.name)
    ]

    assert same == []


def test_an_assessment() -> None:
    """It comes back the same, under the name that is asked for."""
    found = Assessed(
        "x", Status.PROPOSED, "1 place.", (Finding("a.py", 1, "m"),), (LEFT,)
    )
    assessment = Assessment("shop", "c", "src", FACTS, {"x": found}, 1.5)

    text = json.dumps(encode(assessment))

    assert decode_assessment(json.loads(text), "shop") == assessment
    assert decode_assessment(json.loads(text), "other").repository == "other"


@pytest.mark.parametrize(
    "examination",
    [
        pytest.param(Examination("a.py"), id="nothing"),
        pytest.param(Examination("a.py", problem=LEFT), id="problem"),
        pytest.param(
            Examination(
                "a.py",
                {
                    "x": Rewrite(b"", (Finding("a.py", 1, "m"),), ()),
                    "y": Rewrite(b"", (), (LEFT,)),
                },
            ),
            id="rewrites",
        ),
    ],
)
def test_an_examination(examination: Examination) -> None:
    """It comes back the same."""
    text = json.dumps(encode_examination(examination))

    assert decode_examination(json.loads(text), "a.py") == examination
