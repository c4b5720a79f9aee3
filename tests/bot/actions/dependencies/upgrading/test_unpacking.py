"""An archive writes nothing but what is read, and nowhere else."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from bot.actions.dependencies.upgrading import unpacking
from bot.actions.dependencies.upgrading.unpacking import UnpackingError, unpack
from tests.support.releases import sdist_of, wheel_of, zipped

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path) -> set[str]:
    """Return the files below a folder."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() or path.is_symlink()
    }


def kept(folder: Path, name: str, content: bytes) -> Path:
    """Write an archive into a folder beside the one to unpack to."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_wheel(tmp_path: Path) -> None:
    """Source, metadata and change logs are written; other files only listed."""
    files = {
        "shop/__init__.py": "X = 1\n",
        "shop/fast.cpython-311-x86_64-linux-gnu.so": "\x7fELF",
        "shop/data.json": "{}",
        "shop-1.0.data/purelib/more.py": "Y = 2\n",
        "shop-1.0.data/scripts/run.py": "",
        "CHANGELOG.md": "# 1.0\n",
    }
    archive = kept(tmp_path, "shop-1.0.whl", wheel_of("shop", "1.0", files).content)

    found = unpack(archive, tmp_path / "out")

    expected = {
        "shop/__init__.py",
        "more.py",
        "CHANGELOG.md",
        "shop-1.0.dist-info/METADATA",
    }
    assert written(tmp_path / "out") == expected == set(found.paths)
    assert found.compiled == ("shop/fast.cpython-311-x86_64-linux-gnu.so",)
    assert found.histories == ("CHANGELOG.md",)
    assert "Name: shop" in found.metadata("METADATA")
    assert found.metadata("RECORD") == ""


def test_an_sdist(tmp_path: Path) -> None:
    """The folder around all, and `src`, are no part of the paths."""
    files = {"src/shop/a.py": "", "PKG-INFO": "Name: shop\n", "docs/changes.rst": "x"}
    archive = kept(tmp_path, "shop-1.tar.gz", sdist_of("shop", "1", files).content)

    found = unpack(archive, tmp_path / "out")

    assert set(found.paths) == {"shop/a.py", "PKG-INFO", "docs/changes.rst"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("../away.py", id="above"),
        pytest.param("shop/../../away.py", id="inside"),
        pytest.param("/away.py", id="absolute"),
        pytest.param("C:/away.py", id="drive"),
        pytest.param("shop\\..\\away.py", id="backslash"),
    ],
)
def test_nothing_is_written_elsewhere(tmp_path: Path, path: str) -> None:
    """A path that leads away is left out; the rest is there."""
    content = zipped({path: "X", "good.py": ""})
    archive = kept(tmp_path, "shop-1.0.whl", content)

    found = unpack(archive, tmp_path / "deep/out")

    assert found.paths == ("good.py",)
    assert written(tmp_path) == {"shop-1.0.whl", "deep/out/good.py"}


def test_links_are_no_files(tmp_path: Path) -> None:
    """A link of an archive is never made."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            link = tarfile.TarInfo(f"shop-1/link{kind!r}.py")
            link.type, link.linkname = kind, "/etc/passwd"
            archive.addfile(link)
    path = kept(tmp_path, "shop-1.tar.gz", data.getvalue())

    assert unpack(path, tmp_path / "out").paths == ()


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too long is left out; too many, or too much, is an error."""
    files = {f"shop/m{number}.py": "x" * 50 for number in range(9)}
    archive = kept(tmp_path, "shop-1.0.whl", zipped({**files, "long.py": "x" * 99}))

    monkeypatch.setattr(unpacking, "MOST_FILE_BYTES", 60)
    assert unpack(archive, tmp_path / "a").skipped == ("long.py",)
    monkeypatch.setattr(unpacking, "MOST_FILES", 3)
    with pytest.raises(UnpackingError, match="more than 3 files"):
        unpack(archive, tmp_path / "b")
    monkeypatch.setattr(unpacking, "MOST_BYTES", 100)
    with pytest.raises(UnpackingError, match="too much source"):
        unpack(archive, tmp_path / "c")


@pytest.mark.parametrize("name", ["shop-1.0.whl", "shop-1.tar.gz"])
def test_broken(tmp_path: Path, name: str) -> None:
    """What is no archive is named, with the reason."""
    with pytest.raises(UnpackingError, match=f"{name} was not looked into"):
        unpack(kept(tmp_path, name, b"PK no archive"), tmp_path / "out")
