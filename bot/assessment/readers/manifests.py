"""Which files say how the project is built and what it needs, by content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.assessment.readers.documents import child
from bot.dependencies.finding.kinds import (
    is_compiled,
    is_requirements_text,
    names_constraints,
)
from bot.model import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.assessment.readers.documents import Documents

_BY_NAME = {
    "pyproject.toml": "pyproject",
    "setup.py": "setup.py",
    "setup.cfg": "setup.cfg",
    "Pipfile": "pipfile",
    "Pipfile.lock": "pipfile.lock",
    "tox.ini": "tox",
    "tox.toml": "tox",
    "noxfile.py": "nox",
    "uv.lock": "uv.lock",
    "poetry.lock": "poetry.lock",
    "pdm.lock": "pdm.lock",
    "hatch.toml": "hatch",
}
# https://packaging.python.org/en/latest/specifications/pylock-toml/
_PYLOCK = re.compile(r"pylock(\.[^.]+)?\.toml")
_CONDA = re.compile(r"(environment|conda)[\w.-]*\.ya?ml|[\w.-]+-environment\.ya?ml")
_HINT = re.compile(
    r"(^|[-_.])(requirements?|reqs?|dependencies|deps)([-_.\d]|$)", re.IGNORECASE
)
_SUFFIX = re.compile(r"\.(txt|in|pip|lock)$")
_FOLDERS = frozenset({"dependencies", "deps", "reqs", "requirements"})
_DATA_FOLDERS = frozenset(
    {"assets", "corpus", "data", "fixtures", "static", "testdata"}
)


def manifests(documents: Documents, paths: Sequence[str]) -> tuple[Manifest, ...]:
    """Return the manifests and locks among the paths, sorted by path.

    A requirements file is known by its content, with its name or folder as a
    hint: any text file in which all lines are requirements and one names a
    version is one.
    """
    found = (Manifest(path, _kind(documents, path)) for path in paths)
    return tuple(manifest for manifest in found if manifest.kind)


def _kind(documents: Documents, path: str) -> str:
    name = path.rpartition("/")[2]
    if name in _BY_NAME:
        return _BY_NAME[name]
    if _PYLOCK.fullmatch(name):
        return "pylock"
    if _CONDA.fullmatch(name.lower()):
        return _conda(documents, path)
    if _SUFFIX.search(name):
        return _requirements(documents, path)
    return ""


def _conda(documents: Documents, path: str) -> str:
    for node in documents.yaml(path):
        if child(node, "dependencies") is not None and (
            child(node, "channels") is not None or child(node, "name") is not None
        ):
            return "conda"
    return ""


def _requirements(documents: Documents, path: str) -> str:
    *folders, name = path.split("/")
    hinted = bool(_HINT.search(name)) or (bool(folders) and folders[-1] in _FOLDERS)
    if folders and folders[-1].endswith((".egg-info", ".dist-info")):
        return ""
    constraint = names_constraints(path)
    if not (hinted or constraint) and (
        name.endswith(".lock") or _DATA_FOLDERS.intersection(folders)
    ):
        return ""
    text = documents.text(path) if hinted or constraint else _quiet(documents, path)
    if text is None or not is_requirements_text(text, hinted=hinted or constraint):
        return ""
    if is_compiled(text):
        return "compiled"
    if constraint:
        return "constraints"
    return "requirements-in" if name.endswith(".in") else "requirements"


def _quiet(documents: Documents, path: str) -> str | None:
    """Return the text of a file that need not be one: its troubles are no news."""
    before = len(documents.problems)
    text = documents.text(path)
    del documents.problems[before:]
    return text


def of_kind(found: Sequence[Manifest], *kinds: str) -> Iterator[str]:
    """Yield the paths of the manifests of these kinds."""
    for manifest in found:
        if manifest.kind in kinds:
            yield manifest.path
