"""The package index and the advisories of a case folder.

`case.toml` may have a table `[index]`: for each package its versions, each a
string, or a table with `version` and any of `requires` (a list), `uploaded`,
`requires-python` and `yanked`. Without `uploaded`, a release is years old. An
array of tables `[[advisories]]` has `id`, `package`, `introduced`, `fixed` and
`summary`.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.services.packages.local_database import LocalDatabase
from tests.support.advisories import fixed, record, since
from tests.support.index_clients import client_of
from tests.support.local_tools import LocalTools
from tests.support.loopback_index import LoopbackIndex, Package, wheel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@contextmanager
def tools_of(settings: Mapping[str, Any], home: Path) -> Iterator[LocalTools]:
    """Give tools that know the index and the advisories of a case."""
    packages = [
        _package(name, version)
        for name, versions in settings.get("index", {}).items()
        for version in versions
    ]
    if not packages:
        yield LocalTools()
        return
    records = home / "records"
    records.mkdir(parents=True)
    for each in settings.get("advisories", ()):
        document = record(
            each["id"],
            since(each.get("introduced", "0")),
            *([fixed(each["fixed"])] if "fixed" in each else []),
            name=each["package"],
            summary=each.get("summary", "A flaw"),
        )
        (records / f"{each['id']}.json").write_text(json.dumps(document))
    with LoopbackIndex(packages) as index:
        client = client_of(index, home)
        try:
            yield LocalTools(client, LocalDatabase(records, home))
        finally:
            client.close()


def _package(name: str, version: str | Mapping[str, Any]) -> Package:
    if isinstance(version, str):
        return wheel(name, version)
    return replace(
        wheel(name, version["version"], requires=tuple(version.get("requires", ()))),
        requires_python=version.get("requires-python", ""),
        yanked=version.get("yanked"),
        uploaded=version.get("uploaded", "2024-01-01T00:00:00Z"),
    )
