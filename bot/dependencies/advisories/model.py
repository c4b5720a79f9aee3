"""One advisory, read from an OSV record.

https://ossf.github.io/osv-schema/
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Versions from `introduced` on ("0": from the first).

    `fixed` is the first that is not affected; where nothing is fixed,
    `last_affected` may be the last that is. Both "" mean: no end is known.
    """

    introduced: str
    fixed: str = ""
    last_affected: str = ""


@dataclass(frozen=True, slots=True)
class Advisory:
    """What one advisory, or several that are aliases of each other, say of a package.

    `id` is the best known of `ids` (CVE before GHSA before PYSEC).
    `severity` is critical, high, moderate, low or "" (unknown); `score` the
    CVSS vector as it is given. `versions` are those that the record lists.
    """

    id: str
    ids: tuple[str, ...]
    name: str
    summary: str
    spans: tuple[Span, ...] = ()
    versions: tuple[str, ...] = ()
    severity: str = ""
    score: str = ""
    url: str = ""
    published: str = ""
