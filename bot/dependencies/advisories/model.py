"""One advisory, read from an OSV record.

https://ossf.github.io/osv-schema/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self


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

    def row(self) -> list[object]:
        """Return the fields as data for JSON; `from_row` takes them."""
        spans = [
            [each.introduced, each.fixed, each.last_affected] for each in self.spans
        ]
        return [
            *(self.id, self.ids, self.name, self.summary, spans, self.versions),
            *(self.severity, self.score, self.url, self.published),
        ]

    @classmethod
    def from_row(cls, row: list[Any]) -> Self:
        """Return the advisory that `row` gave; raises `ValueError` for others."""
        try:
            identity, ids, name, summary, spans, versions, *rest = row
            many = tuple(Span(*each) for each in spans)
            return cls(
                identity, tuple(ids), name, summary, many, tuple(versions), *rest
            )
        except TypeError as error:
            raise ValueError("no advisory was kept like this") from error
