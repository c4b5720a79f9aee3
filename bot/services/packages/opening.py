"""The source of advisories that this machine's owner has chosen."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.services.index import location
from bot.services.packages.errors import AdvisorySettingError
from bot.services.packages.index_advisories import IndexAdvisories
from bot.services.packages.local_database import SETTING, LocalDatabase
from bot.services.packages.osv import OsvApi

if TYPE_CHECKING:
    from bot.services.index import IndexSettings, Location
    from bot.services.packages.client import IndexPackages

Source = IndexAdvisories | LocalDatabase | OsvApi


def open_advisories(
    setting: str, settings: IndexSettings, packages: IndexPackages, home: Path
) -> Source:
    """Return the source that the setting names: a folder, a zip, an address.

    Without a setting it is the package index. Nothing is read or asked yet.
    Raises `AdvisorySettingError` where the setting can be no such thing.
    """
    if not setting:
        indexes = [each.url for each in settings.indexes]
        return IndexAdvisories(indexes, packages.pages, home)
    if "://" in setting:
        place = _address(setting)
        return OsvApi(place, home, certificates=settings.certificates)
    return LocalDatabase(Path(setting).expanduser().absolute(), home)


def _address(setting: str) -> Location:
    """Return the address; errors do not repeat what may hold a password."""
    try:
        place = location(setting)
        parts = urlsplit(place.url)
        host = parts.hostname or ""
    except ValueError:
        raise AdvisorySettingError(SETTING, "it is no address") from None
    if parts.scheme == "https" and host:
        return place
    if parts.scheme == "http" and _is_loopback(host):
        return place
    reason = f"{parts.scheme}://{host} is not https, and not on this machine"
    raise AdvisorySettingError(SETTING, reason)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
