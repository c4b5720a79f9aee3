"""Files of settings, and for which machines they are."""

from __future__ import annotations

import pytest

from codemods.model import Project
from codemods.reading.module import load
from codemods.security.parts import settings_files

URLS = b'ROOT_URLCONF = "shop.urls"\n'


@pytest.mark.parametrize(
    ("path", "source", "settings"),
    [
        pytest.param("shop/settings.py", URLS, True, id="name"),
        pytest.param("shop/settings/base.py", URLS, True, id="folder"),
        pytest.param("shop/conf.py", URLS, False, id="another-name"),
        pytest.param("shop/conf.py", URLS + b"MIDDLEWARE = []\n", True, id="marks"),
        pytest.param(
            "shop/settings.py", b"INSTALLED_APPS = []\n", False, id="no-pages"
        ),
    ],
)
def test_is_settings(path: str, source: bytes, *, settings: bool) -> None:
    """Settings say where the pages are, and are named so or say more."""
    assert settings_files.is_settings(load(path, source, Project())) == settings


@pytest.mark.parametrize(
    ("path", "development"),
    [
        pytest.param("shop/settings.py", False, id="plain"),
        pytest.param("shop/settings/local.py", True, id="local"),
        pytest.param("shop/settings_dev.py", True, id="suffix"),
        pytest.param("shop/dev_settings.py", True, id="prefix"),
        pytest.param("shop/settings/devices.py", False, id="another-word"),
        pytest.param("examples/shop/settings.py", True, id="example"),
        pytest.param("tests/settings.py", True, id="tests"),
    ],
)
def test_is_development(path: str, *, development: bool) -> None:
    """A part of the path says that a file is not for production."""
    module = load(path, URLS, Project())

    assert settings_files.is_development(module) == development


@pytest.mark.parametrize(
    ("name", "modules", "reason"),
    [
        pytest.param("settings", ["shop.settings", "shop.urls"], "", id="alone"),
        pytest.param("base", ["shop.base"], "the file is the common part", id="base"),
        pytest.param(
            "settings",
            ["shop.settings", "shop.settings_production"],
            "`settings_production` may set it anew",
            id="production",
        ),
        pytest.param("prod", ["shop.prod", "shop.staging"], "", id="is-production"),
    ],
)
def test_overridden(name: str, modules: list[str], reason: str) -> None:
    """Settings for production may set those of a common file anew."""
    project = Project(modules=frozenset(modules))
    module = load(f"shop/{name}.py", URLS, project)

    found = settings_files.overridden(module)

    assert found.startswith(reason)
    assert bool(found) == bool(reason)
