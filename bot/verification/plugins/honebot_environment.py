"""Small services inside of an environment that is being made.

    missing                 reads dotted module names from standard input, a
                            line each, and prints those that are not there
    link NAME VERSION ROOT  makes the project importable without its build: a
                            path file, metadata and entry points as far as
                            `pyproject.toml` says them
    compile                 reads file names from standard input and writes
                            their byte code

The standard library alone is used, and no module of the target is imported.
"""

from __future__ import annotations

import compileall
import os
import sys
import sysconfig
from importlib.machinery import PathFinder
from pathlib import Path


def is_there(name: str) -> bool:
    """Return whether the module can be found; packages are not imported.

    Only a namespace package is looked into: what a regular one holds is its
    own affair.
    """
    path: list[str] | None = None
    done = ""
    for part in name.split("."):
        done = f"{done}.{part}" if done else part
        spec = PathFinder.find_spec(done, path)
        if spec is None:
            return False
        if spec.origin is not None or spec.submodule_search_locations is None:
            return True
        path = list(spec.submodule_search_locations)
    return True


def missing() -> None:
    """Print the modules that cannot be found."""
    for name in sys.stdin.read().split():
        if name not in sys.builtin_module_names and not is_there(name):
            print(name)  # noqa: T201  # this is the answer


def link(name: str, version: str, root: str) -> None:
    """Write path file, metadata and entry points of a project."""
    packages = Path(sysconfig.get_paths()["purelib"])
    folders = [Path(root, "src"), Path(root)]
    lines = [str(folder) for folder in folders if folder.is_dir()]
    stem = (name or "project").replace("-", "_")
    (packages / f"{stem}_link.pth").write_text("\n".join(lines) + "\n", "utf-8")
    if not name:
        return
    information = packages / f"{stem}-{version}.dist-info"
    information.mkdir(exist_ok=True)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (information / "METADATA").write_text(metadata, "utf-8")
    (information / "entry_points.txt").write_text(entry_points(root), "utf-8")


def entry_points(root: str) -> str:
    """Return the entry points that `pyproject.toml` names, as an INI text."""
    try:
        import tomllib  # noqa: PLC0415  # new in Python 3.11

        text = Path(root, "pyproject.toml").read_text("utf-8")
        project = tomllib.loads(text).get("project", {})
    except (ImportError, OSError, ValueError):
        return ""
    groups = {
        "console_scripts": project.get("scripts", {}),
        **project.get("entry-points", {}),
    }
    lines = []
    for group, points in groups.items():
        lines += [f"[{group}]", *(f"{key} = {value}" for key, value in points.items())]
    return "\n".join(lines) + "\n"


def write_byte_code() -> None:
    """Compile the files that are named, as far as that works."""
    for name in sys.stdin.read().splitlines():
        if name.endswith(".py") and os.path.isfile(name):  # noqa: PTH113  # thousands
            compileall.compile_file(name, quiet=2)


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    if arguments[0] == "missing":
        missing()
    elif arguments[0] == "link":
        link(*arguments[1:])
    else:
        write_byte_code()


if __name__ == "__main__":
    main(sys.argv[1:])
