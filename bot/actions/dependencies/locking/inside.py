"""Runs a tool inside the sandbox, with the index's true address in its files.

What Honebot writes for a tool names the index by an address that is nobody's.
Only here, inside, it is known where the index answers. So that address is put
into the files, the commands run, and it is taken out of the files again.

This file is started alone, with no other module of Honebot. It reads one JSON
document: `files` are paths of files, `commands` lists of words, `stand_in` is
the address that stands for the index's root. It writes one: for each command
its exit code and what it said.
"""

from __future__ import annotations

import json
import os
import subprocess  # noqa: TID251  # inside of the sandbox
import sys
from pathlib import Path

_MOST = 200_000


def _swap(paths: list[str], old: str, new: str) -> None:
    for path in map(Path, paths):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            changed = content.replace(old.encode(), new.encode())
            if changed != content:
                path.write_bytes(changed)


def main() -> None:
    """Do what the document on standard input says."""
    order = json.load(sys.stdin)
    root = os.environ["UV_DEFAULT_INDEX"].removesuffix("/simple/")
    stand_in = order["stand_in"]
    said = []
    _swap(order["files"], stand_in, root)
    try:
        for words in order["commands"]:
            done = subprocess.run(  # noqa: S603  # inside of the sandbox
                [word.replace(stand_in, root) for word in words],
                env={
                    name: value.replace(stand_in, root)
                    for name, value in {**os.environ, **order["environment"]}.items()
                },
                cwd=order["folder"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
            texts = [done.stdout[-_MOST:], done.stderr[-_MOST:]]
            out, error = (
                text.decode("utf-8", "replace").replace(root, stand_in)
                for text in texts
            )
            said.append([done.returncode, out, error])
            if done.returncode:
                break
    finally:
        _swap(order["files"], root, stand_in)
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
