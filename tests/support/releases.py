"""Releases with any files in them, as wheels and sdists of an index."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

from tests.support.loopback_index import Package

if TYPE_CHECKING:
    from collections.abc import Mapping


def wheel_of(
    name: str, version: str, files: Mapping[str, str], metadata: str = ""
) -> Package:
    """Return a pure wheel; `metadata` stands behind its name and version."""
    module = name.replace("-", "_")
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    content = zipped(
        {**files, f"{module}-{version}.dist-info/METADATA": f"{head}{metadata}"}
    )
    return Package(name, f"{module}-{version}-py3-none-any.whl", content)


def sdist_of(name: str, version: str, files: Mapping[str, str]) -> Package:
    """Return an sdist."""
    module = name.replace("-", "_")
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(f"{module}-{version}/{path}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return Package(name, f"{module}-{version}.tar.gz", data.getvalue())


def zipped(files: Mapping[str, str]) -> bytes:
    """Return an archive of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return data.getvalue()
