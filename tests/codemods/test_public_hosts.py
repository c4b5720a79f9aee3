"""Addresses in the code, and the hosts that they surely name."""

from __future__ import annotations

import ast

import pytest

from codemods.security.parts.public_hosts import is_literal_address, public_host
from tests.support.modules import expression, module_of

HEAD = """
BASE = "https://github.com/simple"
HOST = "github.com"
TWICE = "https://github.com/"
TWICE = other

class A:
    def __init__(self):
        self.root = "https://github.com"

    def f(self):
        return g(%s)
"""


def _unparsed(code: str) -> str:
    return ast.unparse(ast.parse(code, mode="eval").body)


@pytest.mark.parametrize(
    ("code", "host"),
    [
        pytest.param('"https://github.com"', "github.com", id="text"),
        pytest.param('"https://GitHub.com.:443/x"', "github.com", id="port"),
        pytest.param('"github.com"', "github.com", id="host-alone"),
        pytest.param("BASE", "github.com", id="name"),
        pytest.param('BASE + "/a" + x', "github.com", id="sum"),
        pytest.param('f"{BASE}/{x}"', "github.com", id="f-string"),
        pytest.param('f"https://{HOST}/{x}"', "github.com", id="f-string-host"),
        pytest.param('"https://github.com/%s" % x', "github.com", id="percent"),
        pytest.param('"https://github.com/{}".format(x)', "github.com", id="format"),
        pytest.param('self.root + "/x"', "github.com", id="attribute"),
        pytest.param("TWICE", "", id="bound-twice"),
        pytest.param('"http://github.com/"', "", id="plain-http"),
        pytest.param('f"https://github.com{x}"', "", id="open-end"),
        pytest.param('f"https://{x}.github.com/"', "", id="open-start"),
        pytest.param('f"{HOST!r}/"', "", id="conversion"),
        pytest.param('"https://%s/" % HOST', "", id="percent-host"),
        pytest.param('"https://localhost/"', "", id="localhost"),
        pytest.param('"https://10.0.0.1/"', "", id="numbers"),
        pytest.param('"https://[::1]/"', "", id="numbers-6"),
        pytest.param('"https://build.corp.shop.com/"', "", id="corporate"),
        pytest.param('"https://db.svc.cluster.local/"', "", id="cluster"),
        pytest.param("x", "", id="unknown"),
        pytest.param("3", "", id="number"),
    ],
)
def test_public_host(code: str, host: str) -> None:
    """A host is public only where the code says it in full."""
    module = module_of(HEAD % code)

    assert public_host(module, expression(module, _unparsed(code))) == host


@pytest.mark.parametrize(
    ("code", "literal"),
    [
        pytest.param('"https://localhost/"', True, id="text"),
        pytest.param('f"https://{x}/"', False, id="open"),
        pytest.param("x", False, id="unknown"),
    ],
)
def test_is_literal_address(code: str, *, literal: bool) -> None:
    """An address is literal where its host is written out."""
    module = module_of(HEAD % code)

    assert is_literal_address(module, expression(module, _unparsed(code))) == literal
