"""The plugin that measures, among the requirements of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.testing.coverage.insertion import with_plugin

if TYPE_CHECKING:
    from bot.actions.base import Target
    from bot.actions.files.text import Text
    from bot.model import Requirement

LOCKS = frozenset({"uv.lock", "poetry.lock", "pdm.lock", "pipfile.lock", "pylock"})
_RELOCK = {
    "uv": "uv add --dev pytest-cov",
    "poetry": "poetry add --group dev pytest-cov",
    "pdm": "pdm add --dev pytest-cov",
    "pipenv": "pipenv install --dev pytest-cov",
}


@dataclass(frozen=True, slots=True)
class Addition:
    """The file that gets the plugin (None: none does), and what to say of it."""

    text: Text | None = None
    note: str = ""


def add_plugin(target: Target) -> Addition:
    """Return the file that names pytest with pytest-cov beside it.

    None where the plugin is there, where a lock would not fit any more, or
    where nothing names pytest.
    """
    facts = target.facts
    own = [need for need in facts.requirements if "/" not in need.path]
    if any(need.name == "pytest-cov" for need in own) or _is_installed(target):
        return Addition()
    beside = [need for need in own if need.name == "pytest"]
    if not beside:
        note = (
            "No file of the project asks for pytest, so none asks for pytest-cov "
            "either: `pip install pytest-cov`."
        )
        return Addition(note=note)
    need = min(beside, key=_rank)
    lock = _lock(target, need)
    if lock:
        command = _RELOCK.get(facts.manager, "pip install pytest-cov")
        note = (
            f"pytest-cov is not added, since {lock} has to fit: `{command}` does both."
        )
        return Addition(note=note)
    text = with_plugin(target, need)
    if text is None:
        where = f"{need.path}:{need.line}"
        return Addition(
            note=f"pytest-cov is to be added by hand beside pytest ({where})."
        )
    return Addition(text, f"pytest-cov comes beside pytest in {need.path}.")


def _is_installed(target: Target) -> bool:
    """Return whether tox or nox installs it, or hatch's own test environment."""
    for path in ("tox.ini", "noxfile.py"):
        if path in target.tree and b"pytest-cov" in target.tree.read(path):
            return True
    return False


def _rank(need: Requirement) -> tuple[int, str, int]:
    """Return how well a place suits: test, then dev, then any other."""
    place = f"{need.group} {need.path}".lower()
    rank = 0 if "test" in place else 1 if "dev" in place else 2
    return rank, need.path, need.line


def _lock(target: Target, need: Requirement) -> str:
    """Return the lock that the new requirement would not be in, "" if none."""
    for manifest in target.facts.manifests:
        if manifest.kind in LOCKS and "/" not in manifest.path:
            return manifest.path
        if manifest.kind == "compiled" and "/" not in manifest.path:
            source = need.path.rpartition(".")[0]
            if manifest.path.startswith(source) and need.path != manifest.path:
                return manifest.path
    return ""
