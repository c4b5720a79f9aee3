"""Who published a release, as its provenance says (PEP 740).

Publishers are compared, signatures are not verified: that takes the client of
a transparency log, with a dozen packages and a network of its own, and the index
verifies each attestation when a file is uploaded. So a change of publisher is
told as what the index says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Publisher:
    """What built and uploaded a file: a workflow of a repository.

    `kind` is as the index names it ("GitHub", "GitLab", "Google" ...).
    `repository` is the account where the kind has no repositories.
    """

    kind: str
    repository: str
    workflow: str = ""
    environment: str = ""

    def __str__(self) -> str:
        parts = (self.repository, self.workflow and f"({self.workflow})")
        return " ".join(filter(None, (self.kind, *parts)))


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is attested of a release: publishers, and how many files have none."""

    publishers: tuple[Publisher, ...] = ()
    files: int = 0
    without: int = 0

    @property
    def complete(self) -> bool:
        """Whether every file of the release has a provenance."""
        return bool(self.files) and not self.without


def read_publishers(document: bytes) -> tuple[Publisher, ...]:
    """Return the publishers that a provenance object names, each once, sorted.

    Raises `ValueError` where it is not what PEP 740 describes.
    """
    try:
        bundles = json.loads(document)["attestation_bundles"]
        found = {_publisher(bundle["publisher"]) for bundle in bundles}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the provenance makes no sense") from error
    return tuple(sorted(found))


def _publisher(entry: dict[str, Any]) -> Publisher:
    """Return the publisher; the fields are those that the index writes."""
    repository = entry.get("repository") or entry.get("email") or entry.get("sub")
    workflow = entry.get("workflow") or entry.get("workflow_filepath")
    if workflow is None and entry.get("pipeline_slug"):
        workflow = entry["pipeline_slug"]
    return Publisher(
        str(entry["kind"]),
        str(repository or ""),
        str(workflow or ""),
        str(entry.get("environment") or ""),
    )


def what_changed(old: Provenance, new: Provenance) -> str:
    """Return what an owner should know before the update, "" for nothing.

    A release that was attested and is so no longer is told, and one that comes
    from another repository or workflow. One that never was attested is not.
    """
    if old.complete and not new.complete:
        return (
            f"of its {new.files} files, {new.without} have no provenance;"
            " all of the release in use have one"
        )
    others = set(new.publishers) - set(old.publishers)
    if old.publishers and others:
        were = _listed(old.publishers)
        return f"it was published by {_listed(others)}, the release in use by {were}"
    return ""


def _listed(publishers: Iterable[Publisher]) -> str:
    return ", ".join(map(str, sorted(publishers)))
