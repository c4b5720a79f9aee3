"""The environment that the target's tests run in, kept by what it is made from."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import time
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

import uv

from bot.protocols import Mount
from bot.verification.copies import remove_tree
from bot.verification.installation import Installation
from bot.verification.places import PLUGIN_FOLDER, PLUGINS, VENV, target_folder
from bot.verification.products import files_below, keep_products

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from bot.model import Facts
    from bot.protocols import Interpreter, Sandbox, Tree
    from bot.verification.needs import Needs

FORMAT: Final = "1"
"""To be counted up when environments are made in another way."""
MOST_KEPT: Final = 12
UNUSED_SECONDS: Final = 86_400.0

_BUILD_FILES = re.compile(
    r"(^|/)(pyproject\.toml|setup\.(py|cfg)|MANIFEST\.in|hatch\.toml|meson\.build"
    r"|CMakeLists\.txt|Cargo\.(toml|lock)|build\.py|_version\.py|version\.py)$"
    r"|\.(c|cc|cpp|cxx|h|hpp|pyx|pxd|rs|f90)$"
)
NO_BUILD: Final = frozenset(
    {
        "bandit",
        "basedpyright",
        "black",
        "codespell",
        "coverage",
        "deptry",
        "flake8",
        "honebot",
        "interrogate",
        "isort",
        "mypy",
        "pydocstyle",
        "pylint",
        "pyright",
        "pytest",
        "ruff",
        "towncrier",
        "ty",
        "vulture",
        "yapf",
    }
)
"""Tables of tools that have no part in building or installing."""
_ASIDE: Final = ("tests/", "test/", "examples/", "docs/", "benchmarks/")
_VERSION = re.compile(r"(?<![\w.])v?(\d+\.\d+(?:\.\d+)*)(?![\w.]*\w)")
_HISTORY = re.compile(
    r"(^|/)(changelog|changes|history|news|releases?)\.(md|rst|txt)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment on disk, read-only from now on.

    `packages` are names and versions, `paths` folders (relative to the
    target's root) to be put on Python's path, `problems` sentences, `seconds`
    how long it took to make, `cold` whether that was just now.
    """

    folder: Path
    interpreter: Interpreter
    packages: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]
    problems: tuple[str, ...]
    seconds: float
    cold: bool = False

    @property
    def mounts(self) -> tuple[Mount, ...]:
        """What a command must see to use the environment."""
        return (
            Mount(self.folder / "venv", VENV),
            Mount(PLUGIN_FOLDER, PLUGINS),
            *self.interpreter.mounts,
        )

    @property
    def products(self) -> Path:
        """The files that the installation left in the target's tree."""
        return self.folder / "products"

    def version(self, name: str) -> str:
        """Return the installed version of a distribution, "" if it is not there."""
        return dict(self.packages).get(name, "")

    def variables(self, root: str) -> dict[str, str]:
        """Return the variables for commands that use the environment."""
        paths = [PLUGINS, *(f"{target_folder(root)}/{path}" for path in self.paths)]
        return {
            "PATH": f"{VENV}/bin:/usr/local/bin:/usr/bin:/bin",
            "VIRTUAL_ENV": VENV,
            "PYTHONPATH": ":".join(path.rstrip("/") for path in paths),
            "PYTHONHASHSEED": "0",
            "TZ": "UTC",
            "COLUMNS": "80",
        }


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that an environment is made from. `root` is the target's folder.

    `install` is what the owners' policy says; then nothing is found out.
    """

    needs: Needs
    tree: Tree
    facts: Facts
    interpreter: Interpreter
    root: str = ""
    install: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name that is the same where the same would be installed."""
        needs = self.needs
        files = {
            path: _identity(self.tree, path)
            for path in self.tree.paths()
            if _BUILD_FILES.search(path) and not path.startswith(_ASIDE)
        }
        if self.install:
            manifests = [item.path for item in self.facts.manifests]
            files |= {path: self.tree.identity(path) for path in manifests}
        parts = {
            "format": FORMAT,
            "uv": version("uv"),
            "python": [str(self.interpreter.path), *self.interpreter.version],
            "needs": [[need.text, need.rank] for need in needs.needs],
            "constraints": sorted(needs.constraints.items()),
            "project": [needs.name, needs.project, needs.dynamic, needs.local],
            "extras": needs.extras,
            "imported": needs.imported,
            "spare": [need.text for need in needs.spare],
            "packages": sorted(self.facts.packages.items()),
            "root": self.root,
            "install": self.install,
            "files": sorted(files.items()),
        }
        text = json.dumps(parts, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


class Environments:
    """Makes environments, each once; safe in threads and between processes."""

    def __init__(self, sandbox: Sandbox, cache: Path) -> None:
        self.sandbox = sandbox
        self.folder = cache / "environments"
        self._locks: dict[str, Lock] = {}
        self._guard = Lock()

    def get(
        self, recipe: Recipe, copy: Callable[[], AbstractContextManager[Path]]
    ) -> Environment:
        """Return the environment of the recipe, from the cache or new.

        `copy` gives a copy of the repository that builds may write to; it is
        asked only where something must be built. Raises
        `EnvironmentFailedError`.
        """
        folder = self.folder / recipe.key
        with self._lock(folder.name):
            found = _load(folder, recipe.interpreter)
            if found is None:
                with copy() as place:
                    self._make(folder, recipe, place)
                made = _load(folder, recipe.interpreter)
                if made is None:
                    raise OSError(f"the environment in {folder} cannot be read back")
                found = replace(made, cold=True)
                self._forget_old()
            os.utime(folder)
        if self.sandbox.name != "none":
            return found
        return replace(found, paths=_source_paths(recipe.facts))

    @contextmanager
    def _lock(self, key: str) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(key, Lock())
        place = self.folder / f"{key}.lock"
        place.parent.mkdir(parents=True, exist_ok=True)
        with lock, place.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _make(self, folder: Path, recipe: Recipe, copy: Path) -> None:
        began = time.monotonic()
        draft = folder.with_name(f"{folder.name}.{os.getpid()}")
        remove_tree(self.sandbox, draft)
        before = files_below(copy)
        try:
            installation = Installation(
                self.sandbox,
                recipe.interpreter,
                folder=draft,
                copy=copy,
                root=recipe.root,
                uv=Path(uv.find_uv_bin()).resolve(),
                version=guess_version(recipe.tree),
            )
            if recipe.install:
                installed = installation.install_as_told(recipe.install)
            else:
                installed = installation.install(recipe.needs)
            keep_products(copy, before, draft / "products")
            content = {
                "packages": installed.packages,
                "problems": installed.problems,
                "seconds": time.monotonic() - began,
            }
            (draft / "environment.json").write_text(json.dumps(content), "utf-8")
            remove_tree(self.sandbox, draft / "build")
            remove_tree(self.sandbox, folder)
            draft.rename(folder)
        finally:
            remove_tree(self.sandbox, draft)

    def _forget_old(self) -> None:
        """Remove environments that nobody has used for long, above a number."""
        kept = [path for path in self.folder.iterdir() if "." not in path.name]
        kept.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[MOST_KEPT:]:
            if time.time() - path.stat().st_mtime > UNUSED_SECONDS:
                remove_tree(self.sandbox, path)


def _load(folder: Path, interpreter: Interpreter) -> Environment | None:
    try:
        content = json.loads((folder / "environment.json").read_bytes())
        return Environment(
            folder=folder,
            interpreter=interpreter,
            packages=tuple((str(name), str(v)) for name, v in content["packages"]),
            paths=(),
            problems=tuple(map(str, content["problems"])),
            seconds=float(content["seconds"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _identity(tree: Tree, path: str) -> str:
    """Return what of a file's content can change the installation.

    The tables of linters, formatters and test tools cannot.
    """
    if path.rpartition("/")[2] != "pyproject.toml":
        return tree.identity(path)
    try:
        document = tomllib.loads(tree.read(path).decode("utf-8", "replace"))
    except tomllib.TOMLDecodeError:
        return tree.identity(path)
    tools = document.pop("tool", None)
    if isinstance(tools, dict):
        tools = {name: tools[name] for name in tools if name not in NO_BUILD}
    if tools:
        document["tool"] = tools
    text = json.dumps(document, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _source_paths(facts: Facts) -> tuple[str, ...]:
    """Return the folders that hold the target's packages."""
    return tuple(
        sorted({folder.rpartition("/")[0] for folder in facts.packages.values()})
    )


def guess_version(tree: Tree) -> str:
    """Return the newest version that a changelog names, else "1.0.0".

    Where git's tags would say the version, there is no git in the sandbox;
    one near the truth satisfies those that ask for "at least".
    """
    paths = sorted(
        (path for path in tree.paths() if _HISTORY.search(path)),
        key=lambda path: (path.count("/"), path),
    )
    for path in paths[:3]:
        text = tree.read(path)[:20_000].decode("utf-8", "replace")
        for line in text.splitlines():
            found = _VERSION.search(line)
            if found and not line.startswith((" ", "\t")):
                return found[1]
    return "1.0.0"
