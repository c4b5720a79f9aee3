"""Dockerfiles and compose files, whatever they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.assessment.readers.documents import child

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.assessment.readers.documents import Documents

_DOCKERFILE = re.compile(
    r"(^|/)(docker|container)file([._-][\w.-]+)?$|\.(docker|container)file$",
    re.IGNORECASE,
)
_NO_DOCKERFILE = re.compile(
    r"\.(dockerignore|j2|jinja2?|md|rst|txt|tmpl|tpl|template|ya?ml|py|sh|bak|orig)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s*FROM\s+\S", re.IGNORECASE | re.MULTILINE)
# https://github.com/compose-spec/compose-spec/blob/main/spec.md#compose-file
_COMPOSE = re.compile(r"(^|/)[\w.-]*compose[\w.-]*\.ya?ml$", re.IGNORECASE)


def dockerfiles(documents: Documents, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the files that are named like a Dockerfile and have a FROM line."""
    return tuple(
        path
        for path in paths
        if _DOCKERFILE.search(path)
        and not _NO_DOCKERFILE.search(path)
        and _FROM.search(documents.text(path) or "")
    )


def compose_files(documents: Documents, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the files that are named like a compose file and have services."""
    return tuple(
        path
        for path in paths
        if _COMPOSE.search(path)
        and any(child(node, "services") is not None for node in documents.yaml(path))
    )
