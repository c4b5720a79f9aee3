"""Advisories from an API like that of OSV.

Sources: "POST /v1/querybatch" and "GET /v1/vulns/{id}" of OSV's API
documentation (a thousand queries at once, pages, ids with the time of their
last change). A record is asked for once, and again when it was changed.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import quote

from bot.dependencies.advisories.merging import merged
from bot.dependencies.advisories.model import Advisory
from bot.dependencies.advisories.records import ECOSYSTEM, advisories_of
from bot.services.gateway.store import Store
from bot.services.packages.errors import AdvisoryError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from packaging.version import Version

    from bot.services.index import Location
    from bot.services.packages.web import JsonService

QUERIES: Final = 1000
PAGES: Final = 100
AT_ONCE: Final = 8
FRESH_SECONDS: Final = 600.0
"""How long the ids of a package are good."""
Query = tuple[str, str]
"""A name and a version; "" for all versions."""
Ids = list[list[str]]
"""Each id with the time of its last change."""


class OsvApi:
    """Satisfies `bot.package_protocols.Advisories`; to be closed at the end."""

    def __init__(
        self,
        location: Location,
        home: Path,
        *,
        certificates: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Ask at `location`, keep answers below `home`."""
        self._location = location
        self._certificates = certificates
        self._store = Store(home / "advisories")
        self._clock = clock
        self._service: JsonService | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        if self._service is not None:
            self._service.close()

    @property
    def source(self) -> str:
        """Where the advisories come from."""
        return f"the OSV API at {self._location.url}"

    def about(
        self, versions: Mapping[str, Collection[Version]]
    ) -> Mapping[str, tuple[Advisory, ...]]:
        """Return the advisories about these packages, merged by alias.

        For a package with a version that is affected they are all that there
        are, else none. Raises `AdvisoryError`.
        """
        pairs = [
            (name, each.public) for name, many in versions.items() for each in many
        ]
        hits = self._ids(list(dict.fromkeys(pairs)))
        names = dict.fromkeys(name for (name, _), ids in hits.items() if ids)
        found = self._ids([(name, "") for name in names])
        wanted = {identity: at for ids in found.values() for identity, at in ids}
        with ThreadPoolExecutor(AT_ONCE, "advisories") as pool:
            records = list(pool.map(self._record, wanted.items()))
        by_name: dict[str, list[Advisory]] = {name: [] for name in versions}
        for each in (each for record in records for each in record):
            if each.name in names:
                by_name[each.name].append(each)
        return {name: merged(each) for name, each in by_name.items()}

    # ---------------------------------------------------------------------- ids

    def _ids(self, queries: Collection[Query]) -> dict[Query, Ids]:
        """Return the ids for each query, asked for where they are not fresh."""
        result: dict[Query, Ids] = {}
        for query in queries:
            kept = self._store.page(self._address(query))
            if kept and self._clock() < kept["until"]:
                result[query] = kept["ids"]
        left = [query for query in queries if query not in result]
        for begin in range(0, len(left), QUERIES):
            for query, ids in self._asked(left[begin : begin + QUERIES]).items():
                result[query] = ids
                page = {"until": self._clock() + FRESH_SECONDS, "ids": ids}
                self._store.keep_page(self._address(query), page)
        return result

    def _asked(self, queries: list[Query]) -> dict[Query, Ids]:
        found: dict[Query, Ids] = {query: [] for query in queries}
        waiting = [(query, "") for query in queries]
        for _ in range(PAGES):
            if not waiting:
                return found
            body = {"queries": [_query(*each) for each in waiting]}
            answer = self._api().post("v1/querybatch", body)
            waiting = list(self._page(answer, waiting, found))
        raise AdvisoryError(self.source, "it gives page after page")

    def _page(
        self,
        answer: Any,
        asked: list[tuple[Query, str]],
        found: dict[Query, Ids],
    ) -> Iterator[tuple[Query, str]]:
        """Take the ids of an answer; yield the queries that have another page."""
        try:
            for (query, _), result in zip(asked, answer["results"], strict=True):
                for each in (result or {}).get("vulns") or ():
                    found[query].append([str(each["id"]), str(each["modified"])])
                if token := (result or {}).get("next_page_token"):
                    yield query, str(token)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise AdvisoryError(self.source, "its answer makes no sense") from error

    def _address(self, query: Query) -> str:
        return f"{self._location.url}v1/query/{'/'.join(map(quote, query))}"

    # ------------------------------------------------------------------ records

    def _record(self, known: tuple[str, str]) -> tuple[Advisory, ...]:
        """Return what a record says that was last changed at this time."""
        identity, changed = known
        path = f"v1/vulns/{quote(identity, safe='')}"
        address = f"{self._location.url}{path}"
        kept = self._store.page(address)
        if kept and kept["changed"] == changed:
            return tuple(map(Advisory.from_row, kept["advisories"]))
        try:
            found = advisories_of(self._api().get(path))
        except ValueError as error:
            raise AdvisoryError(self.source, f"{identity}: {error}") from error
        rows = [each.row() for each in found]
        self._store.keep_page(address, {"changed": changed, "advisories": rows})
        return found

    def _api(self) -> JsonService:
        from bot.services.packages.web import (  # noqa: PLC0415  # slow to load
            JsonService,
        )

        if self._service is None:
            self._service = JsonService(
                self._location, self.source, certificates=self._certificates
            )
        return self._service


def _query(query: Query, token: str) -> dict[str, object]:
    name, version = query
    result: dict[str, object] = {"package": {"ecosystem": ECOSYSTEM, "name": name}}
    if version:
        result["version"] = version
    if token:
        result["page_token"] = token
    return result
