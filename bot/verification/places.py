"""Where things lie inside the sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TARGET: Final = "/target"
"""A copy of the whole repository; never with a `.git`."""
VENV: Final = "/venv"
PYTHON: Final = f"{VENV}/bin/python"
PLUGINS: Final = "/honebot"
RESULTS: Final = "/results"
BUILD: Final = "/build"
UV: Final = "/opt/uv"
UV_CACHE: Final = ".uv-cache"
"""Below the environment, so that files can be linked from one to the other."""

PLUGIN_FOLDER: Final = Path(__file__).with_name("plugins")


def target_folder(root: str) -> str:
    """Return where the target's root lies; `root` is its folder in the repository."""
    return f"{TARGET}/{root}" if root else TARGET
