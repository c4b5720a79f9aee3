"""The version of a formatter or linter that the project itself uses."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.pre_commit import PATH as HOOKS
from bot.actions.files.pre_commit import read_pre_commit
from bot.actions.files.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target

REPOSITORIES = {
    "black": re.compile(
        r"/(psf/black|psf/black-pre-commit-mirror|ambv/black|python/black)(\.git)?/?$"
    ),
    "ruff": re.compile(r"/(astral-sh|charliermarsh)/ruff-pre-commit(\.git)?/?$"),
    "flake8": re.compile(r"/pycqa/flake8(\.git)?/?$", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Pin:
    """Which versions one place of the project allows."""

    specifier: SpecifierSet
    where: str

    @property
    def exact(self) -> str:
        """The only version allowed, "" where there may be several."""
        found = re.fullmatch(r"={2,3}([^*,]+)", str(self.specifier))
        return found[1] if found else ""


def own_version(package: str) -> str:
    """Return the version that is installed with Honebot."""
    return version(package)


def unmet(target: Target, package: str) -> Pin | None:
    """Return the pin that Honebot's own version does not meet, None if all are.

    The hook counts before the lock file, the lock file before requirements.
    A version of the same style year (Black) or minor series (Ruff) lays code
    out the same way, so it meets an exact pin:
    https://black.readthedocs.io/en/stable/the_black_code_style/index.html#stability-policy
    https://docs.astral.sh/ruff/versioning/
    """
    own = Version(own_version(package))
    for pin in _pins(target, package):
        exact = pin.exact
        if exact and _series(package, Version(exact)) == _series(package, own):
            continue
        if not pin.specifier.contains(own, prereleases=True):
            return pin
    return None


def required(version_required: object) -> Pin | None:
    """Return the pin of Black's `required-version` if Honebot's own breaks it.

    Black insists on it: a version, or the first number of one.
    """
    if not isinstance(version_required, str):
        return None
    wanted = f"{version_required}.*" if version_required.isdigit() else version_required
    try:
        specifier = SpecifierSet(f"=={wanted}")
    except InvalidSpecifier:
        return None
    if specifier.contains(own_version("black"), prereleases=True):
        return None
    return Pin(specifier, "`required-version`")


def is_older(target: Target, package: str, number: str) -> bool:
    """Return whether the project pins a version of the package before this one."""
    pins = [pin.exact for pin in _pins(target, package)]
    return any(exact and Version(exact) < Version(number) for exact in pins)


def _series(package: str, number: Version) -> tuple[int, ...]:
    return number.release[:1] if package == "black" else number.release[:2]


def _pins(target: Target, package: str) -> Iterator[Pin]:
    yield from _hook(target, package)
    yield from _locked(target, package)
    named = [need for need in target.facts.requirements if need.name == package]
    top = [need for need in named if "/" not in need.path]
    for need in top or named:
        try:
            specifier = Requirement(need.text).specifier
        except InvalidRequirement:
            continue
        if specifier:
            yield Pin(specifier, f"{need.path}:{need.line}")


def _hook(target: Target, package: str) -> Iterator[Pin]:
    try:
        config = read_pre_commit(target.tree)
    except BrokenFileError:
        return
    for hook in config.hooks if config else ():
        if REPOSITORIES[package].search(hook.repo):
            try:
                number = Version(hook.rev.removeprefix("v"))
            except InvalidVersion:
                continue
            yield Pin(SpecifierSet(f"=={number}"), f"{HOOKS}:{hook.line}")
            return


def _locked(target: Target, package: str) -> Iterator[Pin]:
    for manifest in target.facts.manifests:
        if manifest.kind in {"uv.lock", "poetry.lock", "pdm.lock"}:
            try:
                packages = read_toml(target.tree, manifest.path).data.get("package", [])
            except BrokenFileError:
                continue
            for item in packages:
                if item.get("name") == package and "version" in item:
                    pin = SpecifierSet(f"=={item['version']}")
                    yield Pin(pin, manifest.path)
        elif manifest.kind == "pipfile.lock":
            yield from _pipfile_lock(target, manifest.path, package)


def _pipfile_lock(target: Target, path: str, package: str) -> Iterator[Pin]:
    try:
        locked = json.loads(target.tree.read(path))
        text = {**locked["default"], **locked["develop"]}[package]["version"]
        yield Pin(SpecifierSet(text), path)
    except (ValueError, KeyError, TypeError):
        return
