"""The name of a pull request's branch."""

from __future__ import annotations

import hashlib
import re

PREFIX = "honebot"
LONGEST = 100
"""Characters of a branch name; forges and CI systems cut longer ones."""

_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
_DOTS = re.compile(r"\.\.+")
_DIGEST = 8


def branch_name(slug: str, scope: str = "") -> str:
    """Return `honebot/<slug>`, or `honebot/<slug>/<scope>`.

    It is ASCII, at most 100 characters, and good as a name in git
    (https://git-scm.com/docs/git-check-ref-format). A scope that cannot stand
    as it is, is cut or changed and ends in a digest of the whole, so that two
    scopes never share a branch.
    """
    head = f"{PREFIX}/{slug}"
    if not scope:
        return head
    room = LONGEST - len(head) - 1
    made = _DOTS.sub(".", _OTHER.sub("-", scope)).strip(".-").removesuffix(".lock")
    if made == scope and len(made) <= room:
        return f"{head}/{made}"
    digest = hashlib.sha256(scope.encode("utf-8", "surrogatepass")).hexdigest()
    kept = made[: room - _DIGEST - 1].rstrip(".-")
    return f"{head}/{kept}-{digest[:_DIGEST]}" if kept else f"{head}/{digest[:_DIGEST]}"
