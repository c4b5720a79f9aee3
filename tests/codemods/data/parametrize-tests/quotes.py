import pytest


def test_compile_deflated():
    assert compile_down('a', zip='deflated')


def test_compile_stored():
    assert compile_down('a', zip='stored')


def test_compile_none():
    assert compile_down('a', zip=None)
# output
import pytest


@pytest.mark.parametrize(
    'given_zip',
    [
        pytest.param('deflated', id='deflated'),
        pytest.param('stored', id='stored'),
        pytest.param(None, id='none'),
    ],
)
def test_compile(given_zip):
    assert compile_down('a', zip=given_zip)
