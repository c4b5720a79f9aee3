"""Where packages come from, as the owner of the machine has set it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pypi_simple import PYPI_SIMPLE_ENDPOINT

from bot.services.index import (
    IndexSettings,
    Location,
    Strategy,
    discover,
    location,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with nothing in it."""
    (tmp_path / ".config/pip").mkdir(parents=True)
    (tmp_path / ".config/uv").mkdir(parents=True)
    return tmp_path


def found(home: Path, explicit: str = "", **environ: str) -> IndexSettings:
    """Return the settings of a machine with these variables and that home."""
    own = {
        "HOME": str(home),
        "XDG_CONFIG_DIRS": str(home / "system"),
        "PIP_CONFIG_FILE": str(home / "no-file"),
    }
    settings = discover({**own, **environ}, explicit=explicit, prefix=home / "venv")
    return IndexSettings(
        settings.indexes,
        settings.find_links,
        settings.strategy,
        source=settings.source,
    )


def urls(settings: IndexSettings) -> list[str]:
    """Return the addresses in order."""
    return [each.url for each in settings.indexes]


def test_without_settings_it_is_the_public_index(home: Path) -> None:
    """Whose address comes from the library that knows it."""
    settings = found(home)

    assert urls(settings) == [PYPI_SIMPLE_ENDPOINT]
    assert settings.source == "default"


def test_our_own_setting_comes_first(home: Path) -> None:
    """Nothing else is asked then."""
    settings = found(home, "https://ours.example/simple", UV_DEFAULT_INDEX="https://x/")

    assert urls(settings) == ["https://ours.example/simple/"]
    assert settings.source == "setting"


def test_variables_of_uv(home: Path) -> None:
    """Extra indexes come before the default one, and the first with a name counts."""
    settings = found(
        home,
        UV_DEFAULT_INDEX="https://default.example/simple",
        UV_INDEX="inner=https://inner.example/simple https://more.example/simple/",
        UV_FIND_LINKS="/srv/wheels,/srv/more",
        PIP_INDEX_URL="https://pip.example/",
    )

    assert urls(settings) == [
        "https://inner.example/simple/",
        "https://more.example/simple/",
        "https://default.example/simple/",
    ]
    assert settings.indexes[0].name == "inner"
    assert settings.find_links == ("/srv/wheels", "/srv/more")
    assert settings.strategy is Strategy.FIRST


def test_older_variables_of_uv(home: Path) -> None:
    """They still count."""
    settings = found(
        home,
        UV_INDEX_URL="https://old.example/",
        UV_EXTRA_INDEX_URL="https://e.example/",
    )

    assert urls(settings) == ["https://e.example/", "https://old.example/"]


def test_files_and_variables_of_pip(home: Path) -> None:
    """All indexes count together, as pip does it; variables win over files."""
    (home / ".config/pip/pip.conf").write_text(
        "[global]\nindex-url = https://file.example/simple\n"
        "extra-index-url =\n    file:///srv/a/simple\n    https://b.example/simple\n"
        "[install]\nfind_links = /srv/wheels\n"
    )
    (home / "venv").mkdir()
    (home / "venv/pip.conf").write_text("[global]\nindex-url = https://venv.example/\n")

    settings = found(home)
    overridden = found(home, PIP_INDEX_URL="https://variable.example/simple")

    assert urls(settings) == [
        "file:///srv/a/simple/",
        "https://b.example/simple/",
        "https://venv.example/",
    ]
    assert urls(overridden)[-1] == "https://variable.example/simple/"
    assert settings.find_links == ("/srv/wheels",)
    assert settings.strategy is Strategy.ALL


def test_pip_without_an_index(home: Path) -> None:
    """Folders alone are asked then."""
    settings = found(home, PIP_NO_INDEX="1", PIP_FIND_LINKS="/srv/wheels")

    assert settings.indexes == ()
    assert settings.find_links == ("/srv/wheels",)


def test_extra_places_keep_the_public_index(home: Path) -> None:
    """Both tools add the default then."""
    assert urls(found(home, PIP_EXTRA_INDEX_URL="https://b.example/")) == [
        "https://b.example/",
        PYPI_SIMPLE_ENDPOINT,
    ]
    assert urls(found(home, UV_INDEX="https://b.example/")) == [
        "https://b.example/",
        PYPI_SIMPLE_ENDPOINT,
    ]


def test_files_of_uv(home: Path) -> None:
    """Explicit indexes are for single packages, so they do not count."""
    (home / ".config/uv/uv.toml").write_text(
        'find-links = ["/srv/wheels"]\n'
        '[[index]]\nname = "inner"\nurl = "https://inner.example/simple"\n'
        '[[index]]\nurl = "https://default.example/simple"\ndefault = true\n'
        '[[index]]\nname = "x"\nurl = "https://explicit.example/"\nexplicit = true\n'
    )

    settings = found(home, PIP_CONFIG_FILE=os.devnull)

    assert urls(settings) == [
        "https://inner.example/simple/",
        "https://default.example/simple/",
    ]
    assert settings.find_links == ("/srv/wheels",)
    assert settings.source.endswith("uv.toml")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param(".config/uv/uv.toml", "[[index", id="broken-toml"),
        pytest.param(".config/uv/uv.toml", "index = [1, 2]", id="other-types"),
        pytest.param(".config/uv/uv.toml", "[[index]]\nname = 'x'", id="no-url"),
        pytest.param(".config/pip/pip.conf", "no section", id="broken-conf"),
        pytest.param(".config/pip/pip.conf", "[global]\ntimeout = 5", id="no-index"),
        pytest.param(".netrc", "machine", id="broken-netrc"),
    ],
)
def test_a_broken_file_does_not_count(home: Path, path: str, text: str) -> None:
    """The tools that own it will complain; here it is as if it were not there."""
    (home / path).write_text(text)

    assert found(home).source == "default"


def test_passwords_leave_the_address(home: Path) -> None:
    """They stand in fields that are never shown."""
    settings = found(home, "https://ada:s%40cret@ours.example/simple")

    assert settings.indexes == (
        Location("https://ours.example/simple/", "ada", "s@cret"),
    )
    assert "s@cret" not in repr(settings)
    assert "ada" not in repr(settings)


def test_passwords_of_uv_and_netrc(home: Path) -> None:
    """Variables are for indexes with a name, netrc for any host."""
    (home / ".netrc").write_text("machine net.example login bob password hidden\n")

    settings = found(
        home,
        UV_INDEX="my-inner=https://inner.example/ https://net.example/",
        UV_DEFAULT_INDEX="https://open.example/",
        UV_INDEX_MY_INNER_USERNAME="ada",
        UV_INDEX_MY_INNER_PASSWORD="secret",  # noqa: S106  # made up
    )

    assert [(each.username, each.password) for each in settings.indexes] == [
        ("ada", "secret"),
        ("bob", "hidden"),
        ("", ""),
    ]


def test_certificates_and_constraints(home: Path) -> None:
    """They count whoever names the index."""
    (home / ".config/pip/pip.conf").write_text(
        "[global]\ncert = /srv/ca.pem\nconstraint = /srv/a.txt /srv/b.txt\n"
    )
    environ = {"HOME": str(home), "XDG_CONFIG_DIRS": "/nowhere"}

    settings = discover(environ, explicit="https://ours.example/", prefix=home)
    with_variable = discover({**environ, "SSL_CERT_FILE": "/srv/b.pem"}, prefix=home)

    assert str(settings.certificates) == "/srv/ca.pem"
    assert [str(each) for each in settings.constraints] == ["/srv/a.txt", "/srv/b.txt"]
    assert str(with_variable.certificates) == "/srv/b.pem"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://x.example/simple", "https://x.example/simple/"),
        ("http://127.0.0.1:3141/root/pypi/+simple/", None),
        ("file:///srv/simple", "file:///srv/simple/"),
        ("/srv/simple", "file:///srv/simple/"),
        ("https://x.example/simple?a=b#c", "https://x.example/simple/"),
    ],
)
def test_an_address_is_that_of_a_folder(address: str, url: str | None) -> None:
    """A slash at the end, nothing behind it."""
    assert location(address).url == (url or address)


def test_other_schemes_are_wrong() -> None:
    """Version control is no index."""
    with pytest.raises(ValueError, match="http, https, file"):
        location("git+https://x.example/simple")
