"""What a command must be told to use the gateway."""

from __future__ import annotations

from typing import Final

PORT: Final = 41413
URL: Final = f"http://127.0.0.1:{PORT}/simple/"
"""Always the same, since uv keys its cache by the address of the index."""
SECONDS: Final = "600"
"""How long to wait for a file: the gateway checks all of it before it answers."""


def index_environment(url: str) -> dict[str, str]:
    """Return the variables that make uv, pip, PDM and Pipenv use this index."""
    return {
        "PDM_PYPI_URL": url,
        "PIPENV_PYPI_MIRROR": url,
        "PIP_DEFAULT_TIMEOUT": SECONDS,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_INDEX_URL": url,
        "PIP_NO_INPUT": "1",
        "UV_DEFAULT_INDEX": url,
        "UV_HTTP_TIMEOUT": SECONDS,
        "UV_PYTHON_DOWNLOADS": "never",
    }
