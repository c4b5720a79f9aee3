"""Packages that their authors release together, and that only fit together."""

from __future__ import annotations

import re
from typing import Final

FAMILIES: Final = (
    ("aws-sdk", r"aioboto3|aiobotocore|boto3|botocore|s3transfer"),
    ("django-channels", r"channels|channels-redis|daphne"),
    ("grpc", r"grpcio(-.*)?"),
    ("jax", r"jax|jaxlib|jax-.*"),
    ("opentelemetry", r"opentelemetry-.*"),
    ("pydantic", r"pydantic|pydantic-core"),
    ("pyobjc", r"pyobjc(-.*)?"),
    ("pyqt5", r"pyqt5(-.*)?|pyqtwebengine(-.*)?"),
    ("pyqt6", r"pyqt6(-.*)?"),
    ("pyside6", r"pyside6(-.*)?|shiboken6"),
    ("pytorch", r"torch|torchaudio|torchvision|torchtext"),
    ("tensorflow", r"tensorflow(-cpu|-gpu|-intel|-macos)?|keras|tensorboard"),
)
"""Name of the family, and a pattern of its members' normalised names.

Each family pins its members to each other in its own metadata (`botocore` is
bounded by `boto3`, `torchvision` pins `torch`, and so on).
"""


def family_of(name: str) -> str:
    """Return the family of a package, by normalised name; "" where it has none."""
    for family, pattern in FAMILIES:
        if re.fullmatch(pattern, name):
            return family
    return ""
