"""Where packages come from on this machine, as its owner has set it.

Asked in this order, and the first that names an index or folder of packages
decides: Honebot's own setting, uv's variables, pip's variables and files,
uv's files. Else it is the public index. Certificates, constraints and
passwords are looked for in all of them.

Sources: pip's "Configuration" page (files, their order, PIP_* variables,
netrc), uv's "Configuration files", "Indexes" and "Environment variables".
"""

from __future__ import annotations

import configparser
import contextlib
import netrc
import os
import sys
import tomllib
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MALFORMED: Final = (ValueError, TypeError, AttributeError, KeyError)
SCHEMES: Final = ("http", "https", "file")


class Strategy(StrEnum):
    """What is done with a project that more than one index has."""

    ALL = "all"
    """Take the files of all, as pip does."""

    FIRST = "first"
    """Take those of the first that has it, as uv does."""


@dataclass(frozen=True, slots=True)
class Location:
    """An index (PEP 503), and how to get in. The address holds no password."""

    url: str
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Where packages come from.

    `indexes` are asked in this order. `find_links` are folders or pages that
    list packages. `certificates` is a file of authorities to trust instead of
    the system's. `constraints` are files that pip would apply to all it
    installs. `source` says where the settings were found.
    """

    indexes: tuple[Location, ...]
    find_links: tuple[str, ...] = ()
    strategy: Strategy = Strategy.FIRST
    certificates: Path | None = None
    constraints: tuple[Path, ...] = ()
    source: str = ""


def discover(
    environ: Mapping[str, str], *, explicit: str = "", prefix: Path | None = None
) -> IndexSettings:
    """Return the settings of this machine.

    `explicit` is the address that Honebot itself was told to use. `prefix` is
    the Python whose `pip.conf` counts, the running one unless given.
    """
    pip = _pip_options(environ, Path(sys.prefix) if prefix is None else prefix)
    settings = (
        _explicit(explicit)
        or _uv_variables(environ)
        or _pip_settings(pip)
        or _uv_files(environ)
        or IndexSettings((Location(default_index()),), source="default")
    )
    certificates = environ.get("SSL_CERT_FILE") or pip.get("cert", "")
    with_access = tuple(_with_access(each, environ) for each in settings.indexes)
    return replace(
        settings,
        indexes=with_access,
        certificates=Path(certificates) if certificates else None,
        constraints=tuple(map(Path, pip.get("constraint", "").split())),
    )


def default_index() -> str:
    """Return the address of the public index."""
    from pypi_simple import PYPI_SIMPLE_ENDPOINT  # noqa: PLC0415  # slow to import

    return PYPI_SIMPLE_ENDPOINT


def location(address: str) -> Location:
    """Return the index at an address, which may hold a user and a password.

    Raises `ValueError` where it is no address of an index.
    """
    name, equals, rest = address.partition("=")
    if equals and ":" not in name and "/" not in name:
        address = rest
    else:
        name = ""
    parts = urlsplit(address if ":" in address else Path(address).absolute().as_uri())
    if parts.scheme not in SCHEMES:
        raise ValueError(f"an index is reached by {', '.join(SCHEMES)}")
    host = parts.netloc.rpartition("@")[2]
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return Location(
        urlunsplit((parts.scheme, host, path, "", "")),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        name,
    )


def _locations(addresses: Iterable[str]) -> tuple[Location, ...]:
    """Return the indexes, each once; what is no index is left out."""
    found: dict[str, Location] = {}
    for address in addresses:
        with contextlib.suppress(ValueError):
            each = location(address)
            found.setdefault(each.url, each)
    return tuple(found.values())


# ----------------------------------------------------------------- the sources


def _explicit(address: str) -> IndexSettings | None:
    return IndexSettings((location(address),), source="setting") if address else None


def _uv_variables(environ: Mapping[str, str]) -> IndexSettings | None:
    default = environ.get("UV_DEFAULT_INDEX") or environ.get("UV_INDEX_URL", "")
    extra = environ.get("UV_INDEX") or environ.get("UV_EXTRA_INDEX_URL", "")
    links = environ.get("UV_FIND_LINKS", "").replace(",", " ").split()
    return _settings(default, extra.split(), links, Strategy.FIRST, "uv's variables")


def _pip_settings(options: Mapping[str, str]) -> IndexSettings | None:
    links = options.get("find-links", "").split()
    extra = options.get("extra-index-url", "").split()
    if options.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        return IndexSettings((), tuple(links), Strategy.ALL, source="pip")
    default = options.get("index-url", "")
    return _settings(default, extra, links, Strategy.ALL, "pip's configuration")


def _uv_files(environ: Mapping[str, str]) -> IndexSettings | None:
    user = Path(environ.get("XDG_CONFIG_HOME") or _home(environ) / ".config")
    system = environ.get("XDG_CONFIG_DIRS", "").split(os.pathsep)
    folders = [user, *map(Path, filter(None, system)), Path("/etc")]
    for path in (folder / "uv/uv.toml" for folder in folders):
        with contextlib.suppress(OSError, *MALFORMED):
            settings = _uv_file(tomllib.loads(path.read_text("utf-8")), str(path))
            if settings:
                return settings
    return None


def _uv_file(options: dict[str, object], source: str) -> IndexSettings | None:
    """Return what one `uv.toml` says; the older keys are below `pip` too."""
    default = str(options.get("index-url") or "")
    extra = list(_strings(options.get("extra-index-url")))
    tables = options.get("index")
    for table in tables if isinstance(tables, list) else []:
        address = f"{table.get('name', '')}={table['url']}".removeprefix("=")
        if table.get("default"):
            default = address
        elif not table.get("explicit"):
            extra.append(address)
    links = list(_strings(options.get("find-links")))
    return _settings(default, extra, links, Strategy.FIRST, source)


def _settings(
    default: str, extra: list[str], links: list[str], strategy: Strategy, source: str
) -> IndexSettings | None:
    """Return the settings, None where nothing was set."""
    if not (default or extra or links):
        return None
    indexes = _locations([*extra, default or default_index()])
    return IndexSettings(indexes, tuple(links), strategy, source=source)


def _strings(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value] if value else []:
        yield str(each)


# ------------------------------------------------------------------ pip's files


def _pip_options(environ: Mapping[str, str], prefix: Path) -> dict[str, str]:
    """Return pip's options from its files and variables, the last said counts."""
    options: dict[str, str] = {}
    for path in _pip_files(environ, prefix):
        parser = configparser.RawConfigParser()
        with contextlib.suppress(OSError, ValueError, configparser.Error):
            parser.read_string(path.read_text("utf-8"))
        for section in ("global", "install"):
            if parser.has_section(section):
                options.update(
                    (key.replace("_", "-"), value)
                    for key, value in parser[section].items()
                )
    for name, value in environ.items():
        if name.startswith("PIP_") and value:
            options[name.removeprefix("PIP_").lower().replace("_", "-")] = value
    return options


def _pip_files(environ: Mapping[str, str], prefix: Path) -> Iterator[Path]:
    named = environ.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return
    system = environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    for folder in system.split(os.pathsep):
        yield Path(folder) / "pip/pip.conf"
    yield Path("/etc/pip.conf")
    home = _home(environ)
    yield home / ".pip/pip.conf"
    yield Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip/pip.conf"
    yield prefix / "pip.conf"
    if named:
        yield Path(named)


# --------------------------------------------------------------------- passwords


def _with_access(index: Location, environ: Mapping[str, str]) -> Location:
    """Return the index with user and password, where they are known."""
    if index.password or index.username:
        return index
    key = "".join(each if each.isalnum() else "_" for each in index.name.upper())
    username = environ.get(f"UV_INDEX_{key}_USERNAME", "") if key else ""
    password = environ.get(f"UV_INDEX_{key}_PASSWORD", "") if key else ""
    if username or password:
        return replace(index, username=username, password=password)
    return _with_netrc(index, environ)


def _with_netrc(index: Location, environ: Mapping[str, str]) -> Location:
    path = Path(environ.get("NETRC") or _home(environ) / ".netrc")
    host = urlsplit(index.url).hostname
    with contextlib.suppress(OSError, netrc.NetrcParseError):
        found = netrc.netrc(path).authenticators(host) if host else None
        if found:
            return replace(index, username=found[0], password=found[2] or "")
    return index


def _home(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("HOME") or "/nonexistent")
