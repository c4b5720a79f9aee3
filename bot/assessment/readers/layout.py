"""Packages, modules and entry points: where the project's own code lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.assessment.readers.documents import (
    as_mapping,
    as_strings,
    ini_pairs,
    table,
)
from bot.reading.setup_script import SetupScript, read_setup_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.assessment.readers.documents import Documents
    from bot.model import Manifest

# What setuptools leaves out of a flat layout, and a few more by custom
# (https://setuptools.pypa.io/en/latest/userguide/package_discovery.html).
NO_PACKAGE = frozenset(
    {
        "benchmark",
        "benchmarks",
        "build",
        "ci",
        "debian",
        "deploy",
        "dist",
        "doc",
        "docs",
        "documentation",
        "example",
        "examples",
        "fixtures",
        "htmlcov",
        "notebooks",
        "release",
        "requirements",
        "samples",
        "scripts",
        "templates",
        "test",
        "testdata",
        "testing",
        "tests",
        "tools",
        "util",
        "utils",
    }
)
_BUILDS = frozenset({"pyproject", "setup.py", "setup.cfg"})
_SCRIPT_GROUPS = ("console_scripts", "gui_scripts")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the folders say; see `bot.model.Facts` for the fields."""

    kind: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    modules: frozenset[str] = frozenset()
    entry_points: tuple[str, ...] = ()


def layout(
    documents: Documents, python_files: Sequence[str], found: Sequence[Manifest]
) -> Layout:
    """Return packages, modules and entry points of the target and its parts."""
    builds = tuple(build for build in found if build.kind in _BUILDS)
    roots = source_roots(documents, builds)
    packages = _packages(python_files, roots)
    entry_points = sorted(
        {
            *(point for build in builds for point in _scripts(documents, build)),
            *_main_modules(python_files, packages),
        }
    )
    return Layout(
        _kind(documents, python_files, builds, packages),
        packages,
        frozenset(_modules(python_files, roots)),
        tuple(entry_points),
    )


def is_part(path: str) -> bool:
    """Return whether a manifest belongs to the project, not to test data."""
    folders = path.split("/")[:-1]
    return not any(
        folder in NO_PACKAGE or folder.startswith((".", "{", "test"))
        for folder in folders
    )


def source_roots(documents: Documents, builds: Sequence[Manifest]) -> tuple[str, ...]:
    """Return the folders that imports start from, deepest first."""
    roots = {""}
    folders = {path.rpartition("/")[0] for path in documents.tree.paths()}
    every = {
        "/".join(parts[:depth])
        for parts in (folder.split("/") for folder in folders)
        for depth in range(len(parts) + 1)
    }
    for build in builds:
        if not is_part(build.path):
            continue
        base = build.path.rpartition("/")[0]
        for where in ("", "src", *_declared_roots(documents, build)):
            root = "/".join(part for part in (base, where.strip("/.")) if part)
            if root in every:
                roots.add(root)
    if "src" in every:
        roots.add("src")
    return tuple(sorted(roots, key=lambda root: (-root.count("/"), -len(root), root)))


def _declared_roots(documents: Documents, build: Manifest) -> Iterator[str]:
    if build.kind == "pyproject":
        tool = table(documents.toml(build.path), "tool")
        setuptools = table(tool, "setuptools")
        yield from as_strings(table(setuptools, "package-dir").get(""))
        yield from as_strings(table(setuptools, "packages", "find").get("where"))
        for package in as_strings(
            table(tool, "hatch", "build", "targets", "wheel").get("packages")
        ):
            yield package.strip("/").rpartition("/")[0]
        packages = table(tool, "poetry").get("packages")
        for entry in packages if isinstance(packages, list) else ():
            yield from as_strings(as_mapping(entry).get("from"))
        yield from as_strings(table(tool, "pdm", "build").get("package-dir"))
        yield from as_strings(table(tool, "uv", "build-backend").get("module-root"))
        yield from as_strings(table(tool, "maturin").get("python-source"))
    elif build.kind == "setup.cfg":
        parser = documents.ini(build.path)
        yield from ini_pairs(parser, "options", "package_dir").values()
        where = parser.get("options.packages.find", "where", fallback="") or ""
        yield from where.split()
    else:
        folders = _script(documents, build).tables.get("package_dir", {})
        yield from (text.value for text in folders.get("", ()))


def _root_of(path: str, roots: Sequence[str]) -> str:
    """Return the deepest source root above a path; the roots are sorted so."""
    return next(root for root in roots if not root or path.startswith(f"{root}/"))


def _packages(python_files: Sequence[str], roots: Sequence[str]) -> dict[str, str]:
    """Return import names with their folders: regular and namespace packages."""
    regular = {
        path.rpartition("/")[0]
        for path in python_files
        if path.endswith("/__init__.py")
    }
    found: dict[str, str] = {}
    for path in python_files:
        root = _root_of(path, roots)
        parts = path[len(root) :].strip("/").split("/")[:-1]
        if not parts or parts[0] in NO_PACKAGE or parts[0].startswith("."):
            continue
        if not all(part.isidentifier() for part in parts):
            continue
        prefix = f"{root}/" if root else ""
        for depth in range(1, len(parts) + 1):
            folder = prefix + "/".join(parts[:depth])
            if folder in regular:
                found.setdefault(".".join(parts[:depth]), folder)
                break
        else:
            # Without `__init__.py`, only a source folder of its own says that
            # a folder of modules is a (namespace) package.
            if root.rpartition("/")[2] == "src":
                found.setdefault(".".join(parts), prefix + "/".join(parts))
    return {
        name: folder
        for name, folder in sorted(found.items())
        if not any(name.startswith(f"{other}.") for other in found)
    }


def _modules(python_files: Sequence[str], roots: Sequence[str]) -> Iterator[str]:
    for path in python_files:
        root = _root_of(path, roots)
        parts = path[len(root) :].strip("/").removesuffix(".py").split("/")
        if parts[-1] == "__init__":
            parts.pop()
        if parts and all(part.isidentifier() for part in parts):
            yield ".".join(parts)


def _scripts(documents: Documents, build: Manifest) -> Iterator[str]:
    """Yield the commands that an installation makes."""
    if not is_part(build.path):
        return
    if build.kind == "pyproject":
        document = documents.toml(build.path)
        for key in (("project", "scripts"), ("project", "gui-scripts")):
            yield from _pairs(table(document, *key))
        yield from _pairs(table(document, "tool", "poetry", "scripts"))
    elif build.kind == "setup.cfg":
        parser = documents.ini(build.path)
        for group in _SCRIPT_GROUPS:
            yield from _pairs(ini_pairs(parser, "options.entry_points", group))
    else:
        points = _script(documents, build).tables.get("entry_points", {})
        for group in _SCRIPT_GROUPS:
            for text in points.get(group, ()):
                name, _, target = text.value.partition("=")
                yield f"{name.strip()} = {target.strip()}"


def _pairs(scripts: Mapping[str, object]) -> Iterator[str]:
    for name, target in scripts.items():
        if isinstance(target, str):
            yield f"{name} = {target}"


def _main_modules(
    python_files: Iterable[str], packages: Mapping[str, str]
) -> Iterator[str]:
    """Yield the packages that `python -m` can run."""
    folders = {folder: name for name, folder in packages.items()}
    for path in python_files:
        folder, _, name = path.rpartition("/")
        if name != "__main__.py":
            continue
        for top, package in folders.items():
            if folder == top or folder.startswith(f"{top}/"):
                inner = folder[len(top) :].replace("/", ".")
                yield f"python -m {package}{inner}"


def _kind(
    documents: Documents,
    python_files: Sequence[str],
    builds: Sequence[Manifest],
    packages: Mapping[str, str],
) -> str:
    if not python_files:
        return ""
    own = [build for build in builds if "/" not in build.path]
    parts = {
        build.path.rpartition("/")[0]
        for build in builds
        if "/" in build.path and is_part(build.path)
    }
    inner = {
        folder
        for folder in packages.values()
        if any(folder.startswith(f"{part}/") for part in parts)
    }
    outer = set(packages.values()) - inner
    packaged = sum(
        any(path.startswith(f"{folder}/") for folder in packages.values())
        for path in python_files
    )
    signs = [
        ("monorepo", bool(inner) and not outer),
        ("scripts", not own and packaged * 2 < len(python_files)),
        ("src", any(folder.startswith("src/") for folder in outer)),
        ("flat", bool(outer)),
        ("module", any(_declares_modules(documents, build) for build in own)),
        ("scripts", True),
    ]
    return next(name for name, shown in signs if shown)


def _script(documents: Documents, build: Manifest) -> SetupScript:
    return read_setup_script(documents.python(build.path))


def _declares_modules(documents: Documents, build: Manifest) -> bool:
    if build.kind == "setup.py":
        return bool(_script(documents, build).lists.get("py_modules"))
    if build.kind == "setup.cfg":
        return documents.ini(build.path).has_option("options", "py_modules")
    document = documents.toml(build.path)
    return bool(table(document, "tool", "setuptools").get("py-modules")) or (
        bool(table(document, "project")) and bool(table(document, "build-system"))
    )
