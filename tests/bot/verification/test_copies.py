"""Fresh copies of the target, with what an installation left behind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.model import FileChange
from bot.services.tools import OwnTools
from bot.verification import products
from bot.verification.copies import fresh_copy, remove_tree
from bot.verification.products import files_below, keep_products, lay_products
from tests.support.fake_sandbox import FakeSandbox

if TYPE_CHECKING:
    import pytest


def test_fresh_copy(tmp_path: Path) -> None:
    """The copy is changed, the original is not, and the copy is gone at the end."""
    pristine = tmp_path / "pristine"
    (pristine / "pkg").mkdir(parents=True)
    (pristine / "pkg" / "a.py").write_text("1")
    (pristine / "pkg" / "b.py").write_text("2")
    (pristine / "pkg" / "link").symlink_to("a.py")
    store = tmp_path / "products"
    store.mkdir()
    (store / "version.py").write_text("v")
    files = (
        FileChange("a.py", b"1", b"one", 0o100755),
        FileChange("b.py", b"2", None),
        FileChange("new/c.py", None, b"3"),
        FileChange("link", None, b"4"),
    )
    tools = OwnTools(FakeSandbox(), tmp_path / "home")

    with fresh_copy(tools, pristine, root="pkg", files=files, products=store) as copy:
        inside = {path: (copy / path).read_text() for path in files_below(copy)}
        mode = (copy / "pkg" / "a.py").stat().st_mode

    assert inside == {
        "pkg/a.py": "one",
        "pkg/new/c.py": "3",
        "pkg/link": "4",
        "version.py": "v",
    }
    assert mode & 0o111
    assert not copy.exists()
    assert (pristine / "pkg" / "a.py").read_text() == "1"
    assert (pristine / "pkg" / "b.py").exists()


def test_a_copy_without_products(tmp_path: Path) -> None:
    """Where nothing was left behind, the copy is the original."""
    pristine = tmp_path / "pristine"
    pristine.mkdir()
    (pristine / "a").write_text("1")
    tools = OwnTools(FakeSandbox(), tmp_path / "home")

    with fresh_copy(tools, pristine, products=tmp_path / "nothing") as copy:
        assert files_below(copy) == {"a"}


def test_keep_products(tmp_path: Path) -> None:
    """New regular files are kept; links, caches and objects are not."""
    copy, store, again = (tmp_path / name for name in ("copy", "store", "again"))
    copy.mkdir()
    (copy / "old.py").write_text("old")
    before = files_below(copy)
    (copy / "sub").mkdir()
    (copy / "sub" / "_version.py").write_text("1")
    (copy / "tool").write_text("#!")
    (copy / "tool").chmod(0o755)
    (copy / "x.o").write_text("object")
    (copy / "secret").symlink_to("/etc/passwd")
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "x.py").write_text("x")

    kept = keep_products(copy, before, store)
    again.mkdir()
    (again / "tool").write_text("own")
    lay_products(store, again)

    assert kept == 2
    assert files_below(again) == {"sub/_version.py", "tool"}
    assert (again / "tool").read_text() == "own"
    assert os.access(store / "tool", os.X_OK)


def test_too_many_products(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than there may be is not kept at all."""
    monkeypatch.setattr(products, "MOST_FILES", 1)
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "a").write_text("1")
    (copy / "b").write_text("2")

    assert keep_products(copy, frozenset(), tmp_path / "store") == 0
    assert files_below(tmp_path / "store") == frozenset()


def test_folders_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deep trees are looked at down to some depth, missing ones not at all."""
    monkeypatch.setattr(products, "DEEPEST", 2)
    deep = tmp_path
    for _ in range(5):
        deep /= "d"
        deep.mkdir()
        (deep / "f").write_text("x")

    assert files_below(tmp_path) == {"d/f", "d/d/f"}
    assert files_below(tmp_path / "nothing") == frozenset()


def test_remove_tree(tmp_path: Path) -> None:
    """What is in a folder is removed inside; links are never followed."""
    sandbox = FakeSandbox()
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "link").symlink_to(tmp_path)

    remove_tree(sandbox, folder)
    remove_tree(sandbox, tmp_path / "link")
    remove_tree(sandbox, tmp_path / "nothing")

    assert not folder.exists()
    assert tmp_path.exists()
    assert [command.argv[0] for command in sandbox.commands] == ["find"]
    assert sandbox.commands[0].mounts[0].source == Path(folder)
