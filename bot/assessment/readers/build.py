"""How the project is built, and what manages its environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.assessment.readers.documents import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assessment.readers.documents import Documents
    from bot.model import Manifest

LEGACY_BACKEND = "setuptools.build_meta:__legacy__"
"""What PEP 517 prescribes where a `setup.py` stands alone."""

_LOCKS = {
    "uv.lock": "uv",
    "poetry.lock": "poetry",
    "pdm.lock": "pdm",
    "pipfile.lock": "pipenv",
}
_PIP_KINDS = frozenset({"pyproject", "requirements", "setup.cfg", "setup.py"})


def build_backend(documents: Documents) -> str:
    """Return the build backend of the root project (PEP 517), "" where none."""
    backend = table(documents.toml("pyproject.toml"), "build-system").get(
        "build-backend"
    )
    if isinstance(backend, str):
        return backend
    requires = table(documents.toml("pyproject.toml"), "build-system")
    if requires or "setup.py" in documents.tree:
        return LEGACY_BACKEND
    if documents.ini("setup.cfg").has_section("metadata"):
        return LEGACY_BACKEND
    return ""


def environment_manager(
    documents: Documents, found: Sequence[Manifest], backend: str
) -> str:
    """Return uv, poetry, pdm, pipenv, hatch, pip-tools, pip or "".

    A lock file at the root decides, then the backend, then the tool's table,
    then the kinds of requirements files.
    """
    root = {manifest.kind for manifest in found if "/" not in manifest.path}
    tool = table(documents.toml("pyproject.toml"), "tool")
    anywhere = {manifest.kind for manifest in found}
    signs = [
        *((name, kind in root) for kind, name in _LOCKS.items()),
        *((name, backend.startswith(name)) for name in ("poetry", "pdm")),
        *((name, name in tool) for name in ("uv", "poetry", "pdm")),
        ("pipenv", "pipfile" in root),
        ("hatch", "hatch" in root or bool(table(tool, "hatch", "envs"))),
        ("pip-tools", bool(anywhere & {"requirements-in", "compiled"})),
        ("pip-tools", "pip-tools" in tool),
        ("pip", bool(anywhere & _PIP_KINDS)),
    ]
    return next((name for name, shown in signs if shown), "")
