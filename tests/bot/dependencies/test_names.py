"""Imports, options of pytest and distributions, by their names."""

from __future__ import annotations

import pytest

from bot.dependencies.names import is_heavy, plugin_for, supplier


@pytest.mark.parametrize(
    ("module", "declared", "expected"),
    [
        pytest.param("httpx", ["httpx"], "httpx", id="alike"),
        pytest.param("flask_login", ["flask-login"], "flask-login", id="underscore"),
        pytest.param("yaml.nodes", ["pyyaml"], "pyyaml", id="table"),
        pytest.param("PIL.Image", ["pillow"], "pillow", id="table-of-a-part"),
        pytest.param(
            "google.cloud.storage.blob",
            ["google", "google-cloud-storage"],
            "google-cloud-storage",
            id="namespace",
        ),
        pytest.param("magic2", ["python-magic2"], "python-magic2", id="prefix"),
        pytest.param("requests", ["httpx"], "", id="nobody"),
    ],
)
def test_supplier(module: str, declared: list[str], expected: str) -> None:
    """The declared distribution that brings the module, by its longest name."""
    assert supplier(module, declared) == expected


@pytest.mark.parametrize(
    ("name", "heavy"),
    [
        pytest.param("torch", True, id="torch"),
        pytest.param("nvidia-cublas-cu12", True, id="drivers"),
        pytest.param("numpy", False, id="numpy"),
    ],
)
def test_is_heavy(name: str, *, heavy: bool) -> None:
    """Only the giants are heavy."""
    assert is_heavy(name) is heavy


@pytest.mark.parametrize(
    ("option", "plugin"),
    [
        pytest.param("--cov=src", "pytest-cov", id="value"),
        pytest.param("-n4", "pytest-xdist", id="short"),
        pytest.param("--strict-markers", "", id="own"),
        pytest.param("--inline-snapshot=disable", "inline-snapshot", id="longest"),
        pytest.param("tests", "", id="none"),
    ],
)
def test_plugin_for(option: str, plugin: str) -> None:
    """An option of a plugin names the plugin."""
    assert plugin_for(option) == plugin
