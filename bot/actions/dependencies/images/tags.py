"""Which tag follows another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from bot.actions.dependencies.images.references import Tag, tag_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DATA = "a data directory may not survive a new major version"
_SYSTEM = (
    "tags of a system are there before its release is out, and what it installs"
    " changes with it"
)
_PYTHON = "which Python comes next is for `update-python`"
_NODE = "every second version of Node.js gets no long support"
_CUDA = "drivers and compiled packages have to fit"

HELD: Final[Mapping[str, tuple[int, str]]] = {
    # https://www.postgresql.org/docs/current/upgrading.html; before 10, the
    # first two numbers are the major version, as below.
    **dict.fromkeys(
        ("postgres", "postgresql", "postgis", "pgvector", "timescaledb"), (1, _DATA)
    ),
    # https://dev.mysql.com/doc/refman/en/mysql-releases.html,
    # https://mariadb.org/about/#maintenance-policy and
    # https://www.mongodb.com/docs/manual/reference/versioning/: two numbers
    # name a series.
    **dict.fromkeys(
        ("mysql", "mysql-server", "mariadb", "percona", "percona-server"), (2, _DATA)
    ),
    **dict.fromkeys(("mongo", "mongodb", "mongodb-community-server"), (2, _DATA)),
    **dict.fromkeys(
        (
            *("redis", "redis-stack", "redis-stack-server", "valkey", "keydb"),
            *("elasticsearch", "opensearch", "solr", "rabbitmq", "kafka", "cp-kafka"),
            *("cassandra", "couchdb", "couchbase", "neo4j", "influxdb", "arangodb"),
            *(
                "clickhouse-server",
                "cockroach",
                "etcd",
                "zookeeper",
                "qdrant",
                "weaviate",
            ),
        ),
        (1, _DATA),
    ),
    **dict.fromkeys(("python", "pypy"), (2, _PYTHON)),
    **dict.fromkeys(("ubuntu", "opensuse", "leap"), (2, _SYSTEM)),
    **dict.fromkeys(
        (
            *("debian", "fedora", "centos", "rockylinux", "almalinux"),
            *("amazonlinux", "oraclelinux", "archlinux", "ubi", "ubi-minimal"),
        ),
        (1, _SYSTEM),
    ),
    "node": (1, _NODE),
    "cuda": (2, _CUDA),
}
"""How many numbers of a tag stay as they are, by the last part of the name."""

_FIRST_POSTGRES_OF_ONE_NUMBER = 10
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Choice:
    """The tag to take; where that is the old one, why no newer one, or ""."""

    tag: str
    reason: str = ""


def choose(name: str, written: str, tags: Iterable[str], requires: str = "") -> Choice:
    """Return the newest tag that may follow `written`, among those there are.

    It has the same letter, suffix and precision: `1.2-slim` is followed by
    `1.3-slim`. `requires` is the project's `requires-python`, which counts for
    images of Python. A tag that is no version stays.
    """
    old = tag_of(written)
    if old is None:
        return Choice(written, "its tag is no version")
    there = set(tags)
    if written not in there:
        return Choice(written, "the registry has no such tag")
    newer = sorted(
        (tag for tag in map(tag_of, there) if tag is not None and _follows(old, tag)),
        key=lambda tag: tag.release,
    )
    if not newer:
        return Choice(written)
    held, reason = _held(name, old)
    fitting = [tag for tag in newer if tag.release[:held] == old.release[:held]]
    if fitting and name.rpartition("/")[2] == "python" and requires:
        fitting = [tag for tag in fitting if _supports(requires, tag)]
        reason = f"the project supports Python {requires}"
    if fitting:
        return Choice(fitting[-1].text)
    return Choice(written, f"`{newer[-1].text}` is there, but {reason}")


def _follows(old: Tag, new: Tag) -> bool:
    if old.family != new.family or new.release <= old.release:
        return False
    # Versions and years do not follow each other.
    return (old.release[0] >= _FIRST_YEAR) is (new.release[0] >= _FIRST_YEAR)


def _held(name: str, old: Tag) -> tuple[int, str]:
    number, reason = HELD.get(name.rpartition("/")[2], (0, ""))
    if number == 1 and reason == _DATA and "postg" in name:
        number += old.release[0] < _FIRST_POSTGRES_OF_ONE_NUMBER
    return number, reason


def _supports(requires: str, tag: Tag) -> bool:
    try:
        return SpecifierSet(requires).contains(tag.number)
    except InvalidSpecifier:
        return True
