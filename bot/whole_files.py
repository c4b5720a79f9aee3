"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Put the content in the file's place with these permissions, at once.

    Whoever reads meanwhile sees the old file or the new one, and a kill leaves
    one of the two. The folder must be there. Raises `OSError`, and then
    nothing is left beside the file.
    """
    handle, name = tempfile.mkstemp(prefix=".honebot-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
