"""Fresh copies of the target, each for one run."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.protocols import Command, Limits, Mount
from bot.verification.products import lay_products

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.model import FileChange
    from bot.protocols import Sandbox, Tools


@contextmanager
def fresh_copy(
    tools: Tools,
    pristine: Path,
    *,
    root: str = "",
    files: Sequence[FileChange] = (),
    products: Path | None = None,
) -> Iterator[Path]:
    """Give a copy of the pristine repository with the files changed.

    The bytes are copied, not linked: target code may write to its copy, and
    the next one must not see that. `files` are relative to `root`. `products`
    are what the installation left in the tree.
    """
    with tools.scratch() as scratch:
        copy = scratch / "copy"
        shutil.copytree(pristine, copy, symlinks=True)
        change_files(copy / root, files)
        if products is not None and products.is_dir():
            lay_products(products, copy)
        yield copy


def remove_tree(sandbox: Sandbox, folder: Path) -> None:
    """Remove a folder that code of others wrote to, whatever it made of it.

    What is in it is removed inside of the sandbox: names without end or trees
    of any depth are none of this process's business.
    """
    if folder.is_dir() and not folder.is_symlink():
        gone = Mount(folder, "/gone", writable=True)
        argv = ("find", "/gone", "-mindepth", "1", "-delete")
        sandbox.run(Command(argv, mounts=(gone,), limits=Limits(seconds=300)))
        shutil.rmtree(folder, ignore_errors=True)


def change_files(folder: Path, files: Sequence[FileChange]) -> None:
    """Write the files as they are after the change, remove what it removes.

    A symbolic link in the way is replaced, never followed.
    """
    for file in files:
        path = folder / PurePosixPath(file.path)
        if path.is_symlink() or path.exists():
            path.unlink()
        if file.after is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.after)
            path.chmod(0o755 if file.mode & 0o111 else 0o644)
