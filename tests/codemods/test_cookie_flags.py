"""Settings of Django, by the path of their file and what else they say."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

SETTINGS = b"""ROOT_URLCONF = "shop.urls"
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = False
DEBUG = True
"""


@pytest.mark.parametrize("slug", ["cookie-flags", "django-debug"])
@pytest.mark.parametrize(
    ("path", "changed"),
    [
        pytest.param("shop/settings.py", True, id="settings"),
        pytest.param("shop/settings/production.py", True, id="production"),
        pytest.param("shop/settings/dev.py", False, id="development"),
        pytest.param("shop/local_settings.py", False, id="local"),
        pytest.param("shop/urls.py", False, id="no-settings"),
        pytest.param("shop/settings/base.py", False, id="common"),
    ],
)
def test_path(slug: str, path: str, *, changed: bool) -> None:
    """Settings for development, and the common part of several, stay."""
    assert bool(rewrite(CATALOGUE[slug], path, SETTINGS).findings) == changed
