"""Which distribution brings which import, and which are too large to try."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEAVY: Final = frozenset(
    {
        "accelerate",
        "bitsandbytes",
        "catboost",
        "cupy",
        "deepspeed",
        "fastai",
        "flash-attn",
        "jax",
        "jaxlib",
        "keras",
        "lightning",
        "mediapipe",
        "mxnet",
        "onnxruntime-gpu",
        "open3d",
        "paddlepaddle",
        "pyqt5",
        "pyqt6",
        "pyside6",
        "pyspark",
        "pytorch-lightning",
        "sentence-transformers",
        "tensorflow",
        "tensorflow-cpu",
        "tensorflow-gpu",
        "torch",
        "torch-geometric",
        "torchaudio",
        "torchvision",
        "triton",
        "vllm",
        "xgboost",
    }
)
"""Distributions of several hundred megabytes, by themselves or by what they need."""

HEAVY_PREFIX: Final = ("nvidia-", "cupy-cuda", "jax-cuda")

DISTRIBUTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Crypto": ("pycryptodome", "pycrypto"),
        "MySQLdb": ("mysqlclient",),
        "OpenSSL": ("pyopenssl",),
        "PIL": ("pillow", "pillow-simd"),
        "attr": ("attrs",),
        "bs4": ("beautifulsoup4", "bs4"),
        "cairo": ("pycairo",),
        "cv2": ("opencv-python-headless", "opencv-python", "opencv-contrib-python"),
        "dateutil": ("python-dateutil",),
        "distutils": ("setuptools",),
        "dns": ("dnspython",),
        "docx": ("python-docx",),
        "dotenv": ("python-dotenv",),
        "factory": ("factory-boy",),
        "fitz": ("pymupdf",),
        "flask_sqlalchemy": ("flask-sqlalchemy",),
        "git": ("gitpython",),
        "github": ("pygithub",),
        "gitlab": ("python-gitlab",),
        "jose": ("python-jose",),
        "jwt": ("pyjwt",),
        "ldap": ("python-ldap",),
        "magic": ("python-magic",),
        "multipart": ("python-multipart",),
        "mysql": ("mysql-connector-python",),
        "pkg_resources": ("setuptools",),
        "psycopg2": ("psycopg2-binary", "psycopg2"),
        "pythonjsonlogger": ("python-json-logger",),
        "rest_framework": ("djangorestframework",),
        "ruamel": ("ruamel-yaml",),
        "serial": ("pyserial",),
        "skimage": ("scikit-image",),
        "sklearn": ("scikit-learn",),
        "slugify": ("python-slugify",),
        "socks": ("pysocks",),
        "telegram": ("python-telegram-bot",),
        "usb": ("pyusb",),
        "websocket": ("websocket-client",),
        "xlib": ("python-xlib",),
        "yaml": ("pyyaml",),
        "zmq": ("pyzmq",),
    }
)
"""Import names to the distributions that bring them, where the names differ."""

PYTEST_OPTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "--alluredir": "allure-pytest",
        "--asyncio-mode": "pytest-asyncio",
        "--benchmark": "pytest-benchmark",
        "--black": "pytest-black",
        "--cov": "pytest-cov",
        "--disable-socket": "pytest-socket",
        "--dist": "pytest-xdist",
        "--doctest-plus": "pytest-doctestplus",
        "--ds": "pytest-django",
        "--flake8": "pytest-flake8",
        "--forked": "pytest-forked",
        "--html": "pytest-html",
        "--hypothesis": "hypothesis",
        "--inline-snapshot": "inline-snapshot",
        "--isort": "pytest-isort",
        "--json-report": "pytest-json-report",
        "--mypy": "pytest-mypy",
        "--nomigrations": "pytest-django",
        "--no-migrations": "pytest-django",
        "--numprocesses": "pytest-xdist",
        "--randomly": "pytest-randomly",
        "--random-order": "pytest-random-order",
        "--record-mode": "pytest-recording",
        "--reruns": "pytest-rerunfailures",
        "--retries": "pytest-retry",
        "--reuse-db": "pytest-django",
        "--ruff": "pytest-ruff",
        "--showlocals": "",
        "--snapshot": "syrupy",
        "--strict": "",
        "--timeout": "pytest-timeout",
        "-n": "pytest-xdist",
    }
)
"""The start of an option of pytest to the plugin that defines it ("": pytest)."""


def is_heavy(name: str) -> bool:
    """Return whether the distribution is too large to be installed unasked."""
    return name in HEAVY or name.startswith(HEAVY_PREFIX)


def supplier(module: str, declared: Iterable[str]) -> str:
    """Return which of the declared distributions brings the module, "" if none.

    `module` is a dotted name, `declared` are normalised names. A part of a
    namespace ("google.cloud.storage") is looked for from the longest name.
    """
    names = set(declared)
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        dotted = ".".join(parts[:end])
        for name in (canonicalize_name(dotted), *DISTRIBUTIONS.get(dotted, ())):
            if name in names:
                return name
    bare = re.sub(r"[-_.]+", "", parts[0]).lower()
    prefixed = (f"python-{bare}", f"py{bare}", f"{bare}-python")
    return next((name for name in prefixed if name in names), "")


def plugin_for(option: str) -> str:
    """Return the pytest plugin that defines the option, "" where unknown."""
    matches = [start for start in PYTEST_OPTIONS if option.startswith(start)]
    return PYTEST_OPTIONS[max(matches, key=len)] if matches else ""
