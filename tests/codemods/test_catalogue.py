"""Codemods are found by their place, and loaded when asked for."""

from __future__ import annotations

import subprocess
import sys
import types
from re import _constants, _parser
from typing import Any

import pytest

from codemods.base import Codemod
from codemods.catalogue import CATALOGUE, area_of, class_in
from codemods.model import Area


def test_order_is_the_plans() -> None:
    """Areas come in the order of the plan, slugs in that of the alphabet."""
    areas = list(Area)

    keys = [(areas.index(area_of(slug)), slug) for slug in CATALOGUE]

    assert keys == sorted(keys)
    assert len(CATALOGUE) == len(keys) > 0


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in CATALOGUE])
def test_codemod_knows_its_place(slug: str) -> None:
    """Slug and area are those of file and folder; each visits something."""
    codemod = CATALOGUE[slug]

    assert (codemod.slug, codemod.area) == (slug, area_of(slug))
    assert codemod.visitors
    assert slug in CATALOGUE


def looks_far_ahead(parsed: Any) -> bool:
    """Return whether a pattern repeats without an end what may be anything."""
    return any(is_far(operation, value) for operation, value in parsed)


def is_far(operation: Any, value: Any) -> bool:
    """Return whether one part of a pattern does."""
    if operation is _constants.SUBPATTERN:
        return looks_far_ahead(value[-1])
    if operation is _constants.BRANCH:
        return any(looks_far_ahead(branch) for branch in value[1])
    if operation not in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
        return False
    _, most, items = value
    wide = any(
        kind in {_constants.ANY, _constants.NOT_LITERAL}
        or (kind is _constants.IN and (_constants.NEGATE, None) in inside)
        for kind, inside in items
    )
    return (most is _constants.MAXREPEAT and wide) or looks_far_ahead(items)


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in CATALOGUE])
def test_sieve_is_quick_on_any_file(slug: str) -> None:
    """No part of a sieve goes from each place to the end of a hostile file."""
    sieve = CATALOGUE[slug].sieve
    patterns = sieve if isinstance(sieve, tuple) else (sieve,)

    for pattern in patterns:
        if pattern is not None:
            assert not looks_far_ahead(_parser.parse(pattern.pattern)), pattern


def test_what_looks_far_ahead() -> None:
    """The check on sieves sees what it is to see."""
    far = [rb"a.*b", rb"a(?s:.*?)b", rb"a[^\n]+b", rb"x|(y[^b]*z)", rb"a(?:b.*)?c"]
    near = [rb"a\s*b", rb"a.{0,9}b", rb"[ab]*c", rb"a[^b]c", rb"a|b"]

    assert all(looks_far_ahead(_parser.parse(pattern)) for pattern in far)
    assert not any(looks_far_ahead(_parser.parse(pattern)) for pattern in near)


def test_no_such_slug() -> None:
    """What is not there is a `KeyError`, as in any mapping."""
    assert "no-such" not in CATALOGUE
    with pytest.raises(KeyError):
        CATALOGUE["no-such"]
    with pytest.raises(KeyError):
        area_of("no-such")


def test_nothing_dear_is_loaded() -> None:
    """Slugs need no codemod's module, and codemods no LibCST before an edit."""
    program = (
        "import sys\n"
        "from codemods.catalogue import CATALOGUE\n"
        "list(CATALOGUE)\n"
        "assert 'codemods.security.yaml_safe_load' not in sys.modules\n"
        "[CATALOGUE[slug] for slug in CATALOGUE]\n"
        "assert 'libcst' not in sys.modules\n"
    )

    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0


def test_parameters_are_checked() -> None:
    """A parameter that a codemod does not have is refused by name."""
    codemod = CATALOGUE["yaml-safe-load"]

    with pytest.raises(ValueError, match="no parameter 'x'"):
        codemod.configured({"x": "1"})
    assert codemod.configured({}) is codemod
    assert isinstance(
        CATALOGUE["request-timeout"].configured({"seconds": "5"}), Codemod
    )


@pytest.mark.parametrize(
    "seconds",
    [
        pytest.param("0", id="zero"),
        pytest.param("-1", id="negative"),
        pytest.param("soon", id="words"),
        pytest.param("1e3", id="exponent"),
        pytest.param("", id="empty"),
    ],
)
def test_timeout_is_a_number(seconds: str) -> None:
    """Only a plain number above zero can be written as a timeout."""
    with pytest.raises(ValueError, match="above 0"):
        CATALOGUE["request-timeout"].configured({"seconds": seconds})


@pytest.mark.parametrize(
    "number", [pytest.param(0, id="none"), pytest.param(2, id="two")]
)
def test_one_codemod_per_module(number: int) -> None:
    """A module with no codemod, or several, is a mistake that is named."""
    module = types.ModuleType("codemods.security.thing")
    for place in range(number):
        made = type(f"Made{place}", (Codemod,), {"__module__": module.__name__})
        setattr(module, made.__name__, made)
    vars(module)["Codemod"] = Codemod

    with pytest.raises(TypeError, match=f"must define one codemod, not {number}"):
        class_in(module)
