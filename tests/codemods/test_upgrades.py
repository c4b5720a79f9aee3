"""Codemods of version steps: found by their place, chosen by what is crossed."""

from __future__ import annotations

import pytest
from packaging.version import Version

from codemods.catalogue import CATALOGUE
from codemods.explanation import explain
from codemods.model import Area
from codemods.upgrades import catalogue
from codemods.upgrades.base import BY_NAME, Step
from codemods.upgrades.catalogue import UPGRADES, steps_between


@pytest.mark.parametrize(
    ("before", "after", "crossed"),
    [
        pytest.param("1.10", "2.0", True, id="major"),
        pytest.param("1.10", "2.11.3", True, id="further"),
        pytest.param("1.10", "2.0rc1", True, id="candidate"),
        pytest.param("1.10", "1.10.9", False, id="below"),
        pytest.param("2.0", "2.1", False, id="above"),
        pytest.param("2.0rc1", "2.0", False, id="candidate-before"),
        pytest.param("2.1", "1.10", False, id="down"),
    ],
)
def test_step_crossed(before: str, after: str, *, crossed: bool) -> None:
    """A step lies between two releases if its release is the first of the new."""
    step = Step("pydantic", "2")

    assert step.lies_between(Version(before), Version(after)) is crossed


def test_steps_in_order() -> None:
    """An upgrade over several steps has the codemods of the lowest first."""
    found = steps_between("numpy", Version("1.21"), Version("2.3"))
    later = steps_between("numpy", Version("1.26.4"), Version("2.3"))

    assert [each.slug for each in found] == ["numpy-1-24-aliases", "numpy-2-names"]
    assert [each.slug for each in later] == ["numpy-2-names"]
    assert steps_between("no-such", Version("1"), Version("2")) == ()


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in UPGRADES])
def test_codemod_knows_its_step(slug: str) -> None:
    """Its slug starts with the package and the step; it is no action of a plan."""
    codemod = UPGRADES[slug]

    version = codemod.step.version.replace(".", "-")
    assert slug == codemod.slug
    prefix = f"{codemod.step.package}-{version}-"
    assert codemod.step is BY_NAME or slug.startswith(prefix)
    assert codemod.area is Area.DEPENDENCIES
    assert slug not in CATALOGUE
    assert explain(type(codemod)).title


def test_by_name_alone() -> None:
    """What belongs to no step comes with no upgrade, not even of its packages."""
    every = {UPGRADES[slug].step.package for slug in UPGRADES} | {"requests", "httpx"}
    found = [
        each.slug
        for package in every - {""}
        for each in steps_between(package, Version("0"), Version("9999"))
    ]

    assert "requests-to-httpx" in UPGRADES
    assert "requests-to-httpx" not in found


def test_no_such_slug() -> None:
    """What is not there is a `KeyError`, as in any mapping."""
    assert "base" not in UPGRADES
    assert len(UPGRADES) == len(list(UPGRADES)) > 0
    with pytest.raises(KeyError):
        UPGRADES["no-such"]


def test_other_codemods_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module in the folder that defines another codemod is named."""
    from codemods.security import zip_slip  # noqa: PLC0415  # stands for it

    monkeypatch.setattr(catalogue, "import_module", lambda _: zip_slip)

    with pytest.raises(TypeError, match="codemod of no version step"):
        catalogue._load("zip-slip")
