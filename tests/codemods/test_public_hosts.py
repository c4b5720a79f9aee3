"""Addresses in the code, and the hosts that they surely name."""

from __future__ import annotations

import ast

import pytest

from codemods.security.parts.public_hosts import is_literal_address, public_host
from tests.support.modules import expression, module_of

HEAD = """
BASE = "https://pypi.org/simple"
HOST = "pypi.org"
TWICE = "https://pypi.org/"
TWICE = other

class A:
    def __init__(self):
        self.root = "https://pypi.org"

    def f(self):
        return g(%s)
"""


def _unparsed(code: str) -> str:
    return ast.unparse(ast.parse(code, mode="eval").body)


@pytest.mark.parametrize(
    ("code", "host"),
    [
        pytest.param('"https://pypi.org"', "pypi.org", id="text"),
        pytest.param('"https://PyPI.org.:443/x"', "pypi.org", id="port"),
        pytest.param('"pypi.org"', "pypi.org", id="host-alone"),
        pytest.param("BASE", "pypi.org", id="name"),
        pytest.param('BASE + "/a" + x', "pypi.org", id="sum"),
        pytest.param('f"{BASE}/{x}"', "pypi.org", id="f-string"),
        pytest.param('f"https://{HOST}/{x}"', "pypi.org", id="f-string-host"),
        pytest.param('"https://pypi.org/%s" % x', "pypi.org", id="percent"),
        pytest.param('"https://pypi.org/{}".format(x)', "pypi.org", id="format"),
        pytest.param('self.root + "/x"', "pypi.org", id="attribute"),
        pytest.param("TWICE", "", id="bound-twice"),
        pytest.param('"http://pypi.org/"', "", id="plain-http"),
        pytest.param('f"https://pypi.org{x}"', "", id="open-end"),
        pytest.param('f"https://{x}.pypi.org/"', "", id="open-start"),
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
