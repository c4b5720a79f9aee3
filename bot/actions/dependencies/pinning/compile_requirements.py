"""Runs pip-compile inside the sandbox, with the hashes that the index gives.

pip-tools asks PyPI's own JSON interface for the hashes of a release, and
downloads every file of it where that does not answer. An index gives them on
its pages (PEP 503, PEP 691), and pip has read these already.

This file is started with pip-tools on its path and nothing else of Honebot.
"""

# ruff: noqa: SLF001  # pip-tools and pip have no public name for any of this

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from piptools.repositories.pypi import PyPIRepository
from piptools.scripts.compile import cli

if TYPE_CHECKING:
    from pip._internal.req import InstallRequirement

_SHA256 = "sha256"


def hashes_of_index(
    repository: PyPIRepository, requirement: InstallRequirement
) -> dict[str, str]:
    """Return the hash of each file of a release, by address, as the index has it."""
    candidates = repository._get_matching_candidates(requirement)
    links = [candidate.link for candidate in candidates]
    hashes = {link.url: link._hashes or {} for link in links}
    return {
        url: f"{_SHA256}:{known[_SHA256]}"
        for url, known in hashes.items()
        if _SHA256 in known
    }


if __name__ == "__main__":
    PyPIRepository._get_hashes_from_pypi = hashes_of_index  # type: ignore[method-assign, assignment]
    sys.argv[0] = "pip-compile"
    cli()
