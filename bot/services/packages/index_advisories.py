"""What the package index itself knows of vulnerable releases.

Source: the public index's JSON API, `<project>/<version>/json` beside the
simple pages, whose `vulnerabilities` say for one release which advisories are
about it and in which versions each is fixed. The records behind them are OSV's,
without their ranges and severity.
"""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from packaging.version import Version

from bot.dependencies.advisories.merging import merged
from bot.dependencies.advisories.model import Advisory, Span
from bot.dependencies.advisories.records import ordered_ids, short
from bot.services.gateway.addresses import is_file
from bot.services.gateway.errors import PackageIndexError, UnknownFileError
from bot.services.gateway.sources import CONDITIONS, fresh_seconds
from bot.services.gateway.store import Store
from bot.services.packages.errors import AdvisoryError, NoAdvisoriesError
from bot.services.packages.local_database import SETTING
from bot.services.packages.releases import read_version

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from bot.services.gateway.sources import Pages

AT_ONCE: Final = 8
STEPS: Final = 6
"""Fixed versions asked about, one after the other, of one package."""
SILENT_SECONDS: Final = 3600.0
"""How long an index counts as one that knows of no vulnerability at all."""
SURE: Final = 5
"""Of how many releases it must know nothing, so that one private one is not all."""
ACCEPT: Final = {"accept": "application/json"}
Vulnerabilities = list[dict[str, Any]]


class IndexAdvisories:
    """Satisfies `bot.package_protocols.Advisories` with the data of the indexes.

    It knows of the versions that it is asked for, and of those that fix them.
    """

    def __init__(
        self,
        indexes: Collection[str],
        pages: Pages,
        home: Path,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Ask beside these indexes through `pages`, keep answers below `home`."""
        self._indexes = [each for each in indexes if not is_file(each)]
        self._pages = pages
        self._store = Store(home / "advisories")
        self._clock = clock

    def close(self) -> None:
        """Do nothing: nothing is held open."""

    @property
    def source(self) -> str:
        """Where the advisories come from."""
        return f"the package index {', '.join(self._indexes)}".rstrip()

    def about(
        self, versions: Mapping[str, Collection[Version]]
    ) -> Mapping[str, tuple[Advisory, ...]]:
        """Return the advisories about these versions, merged by alias.

        A package of which no version is known has no entry. Raises
        `AdvisoryError`, also where nothing at all is known; an index that knew
        nothing of several packages is not asked again for an hour.
        """
        marker = f"nothing:{' '.join(self._indexes)}"
        silent = self._store.page(marker)
        if versions and silent and self._clock() < silent["until"]:
            raise self._nothing()
        pairs = [(name, version) for name, many in versions.items() for version in many]
        with ThreadPoolExecutor(AT_ONCE, "advisories") as pool:
            answers = list(pool.map(self._chain, pairs))
        found: dict[str, list[Advisory]] = {}
        for (name, _), answer in zip(pairs, answers, strict=True):
            if answer is not None:
                found.setdefault(name, []).extend(answer)
        if pairs and not found:
            if len(pairs) >= SURE:
                until = self._clock() + SILENT_SECONDS
                self._store.keep_page(marker, {"until": until})
            raise self._nothing()
        return {name: merged(many) for name, many in found.items()}

    def _nothing(self) -> NoAdvisoriesError:
        return NoAdvisoriesError(self.source, SETTING)

    def _chain(self, pair: tuple[str, Version]) -> list[Advisory] | None:
        """Return what is known of a version, and of those that it is fixed in."""
        name, version = pair
        first = self._vulnerabilities(name, version)
        if first is None:
            return None
        found: list[Advisory] = []
        entries: Vulnerabilities | None = first
        for _ in range(STEPS):
            new = [_advisory(name, version, each) for each in entries or ()]
            found += new
            ends = [each.spans[0].fixed for each in new]
            if not ends or not all(ends):
                break
            version = max(map(Version, ends))
            entries = self._vulnerabilities(name, version)
        return found

    def _vulnerabilities(self, name: str, version: Version) -> Vulnerabilities | None:
        """Return what the first index that has the release says of it."""
        for index in self._indexes:
            url = urljoin(index, f"../pypi/{name}/{version.public}/json")
            try:
                return self._page(url)
            except UnknownFileError:
                continue
            except PackageIndexError as error:
                raise AdvisoryError(self.source, str(error)) from error
        return None

    def _page(self, url: str) -> Vulnerabilities:
        """Return what a page says, which is asked for where it is not fresh."""
        kept = self._store.page(url)
        if kept and self._clock() < kept["until"]:
            return list(kept["vulnerabilities"])
        validators = kept["validators"] if kept else []
        known = {CONDITIONS[name]: value for name, value in validators}
        answer = self._pages.page(url, ACCEPT | known)
        if answer.body is None and kept:
            found = list(kept["vulnerabilities"])
        else:
            found = self._read(answer.body or b"")
        headers = answer.headers
        page = {
            "vulnerabilities": found,
            "until": self._clock() + fresh_seconds(headers),
            "validators": [(key, headers[key]) for key in CONDITIONS if key in headers],
        }
        self._store.keep_page(url, page)
        return found

    def _read(self, body: bytes) -> Vulnerabilities:
        try:
            entries = json.loads(body)["vulnerabilities"]
            return [_facts(each) for each in entries if not each.get("withdrawn")]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise AdvisoryError(self.source, "its answer makes no sense") from error


def _facts(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of an entry."""
    return {
        "ids": [str(entry["id"]), *map(str, entry.get("aliases") or ())],
        "fixed": [str(each) for each in entry.get("fixed_in") or ()],
        "summary": short(entry.get("summary"), entry.get("details")),
        "url": str(entry.get("link") or ""),
    }


def _advisory(name: str, version: Version, entry: Mapping[str, Any]) -> Advisory:
    """Return the advisory: it is about this version, up to the next that is fixed."""
    known = (read_version(each) for each in entry["fixed"])
    later = [each for each in known if each is not None and each > version]
    ids = ordered_ids(entry["ids"])
    return Advisory(
        id=ids[0],
        ids=ids,
        name=name,
        summary=entry["summary"],
        spans=(Span(version.public, str(min(later)) if later else ""),),
        url=entry["url"],
    )
