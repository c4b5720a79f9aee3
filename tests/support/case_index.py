"""The package index and the advisories of a case folder.

`case.toml` may have a table `[index]`: for each package its versions, each a
string, or a table with `version` and any of `requires` (a list), `uploaded`,
`requires-python` and `yanked`. Without `uploaded`, a release is years old. An
array of tables `[[advisories]]` has `id`, `package`, `introduced`, `fixed` and
`summary`. A table `[registry]` has the tags of images, by name; official ones
stand below `library/`, and digests are made of name and tag.
"""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.services.packages.local_database import LocalDatabase
from bot.services.packages.registry import SETTING, RegistryImages
from tests.support.advisories import fixed, record, since
from tests.support.index_clients import client_of
from tests.support.local_tools import LocalTools
from tests.support.loopback_index import LoopbackIndex, Package, wheel
from tests.support.loopback_registry import LoopbackRegistry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.package_protocols import Packages


@contextmanager
def tools_of(settings: Mapping[str, Any], home: Path) -> Iterator[LocalTools]:
    """Give tools that know the index and the advisories of a case."""
    with _images_of(settings) as images, _client_of(settings, home) as packages:
        if packages is None:
            yield LocalTools(images=images)
            return
        yield LocalTools(packages, _advisories_of(settings, home), images)


@contextmanager
def _images_of(settings: Mapping[str, Any]) -> Iterator[RegistryImages]:
    """Give a client of registries; without a table, it has none to ask."""
    with ExitStack() as stack:
        environ = {}
        if "registry" in settings:
            registry = stack.enter_context(LoopbackRegistry(settings["registry"]))
            environ[SETTING] = registry.url
        images = RegistryImages(environ)
        stack.callback(images.close)
        yield images


@contextmanager
def _client_of(settings: Mapping[str, Any], home: Path) -> Iterator[Packages | None]:
    """Give a client of the case's index; None without a table."""
    packages = [
        _package(name, version)
        for name, versions in settings.get("index", {}).items()
        for version in versions
    ]
    if not packages:
        yield None
        return
    with LoopbackIndex(packages) as index:
        client = client_of(index, home)
        try:
            yield client
        finally:
            client.close()


def _advisories_of(settings: Mapping[str, Any], home: Path) -> LocalDatabase:
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
    return LocalDatabase(records, home)


def _package(name: str, version: str | Mapping[str, Any]) -> Package:
    if isinstance(version, str):
        return wheel(name, version)
    return replace(
        wheel(name, version["version"], requires=tuple(version.get("requires", ()))),
        requires_python=version.get("requires-python", ""),
        yanked=version.get("yanked"),
        uploaded=version.get("uploaded", "2024-01-01T00:00:00Z"),
    )
