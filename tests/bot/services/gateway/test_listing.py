"""Pages of an index are read, and written anew."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from pypi_simple import ProjectPage

from bot.services.gateway.errors import UnreachableError
from bot.services.gateway.listing import (
    File,
    merged,
    path_of,
    read_html,
    read_json,
    visible,
    write_html,
    write_json,
)

BASE = "https://index.example/simple/shop/"
FILES = (
    File(
        "shop-1.0-py3-none-any.whl",
        "https://index.example/files/shop-1.0-py3-none-any.whl",
        (("sha256", "ab" * 32),),
        ">=3.9,<4",
        None,
        "2024-01-01T00:00:00Z",
        17,
    ),
    File(
        "shop-1.0.tar.gz",
        "https://files.example/shop-1.0.tar.gz",
        (("md5", "cd" * 16),),
        yanked='broken "badly" <b>',
    ),
    File("shop-0.9.zip", "https://files.example/shop-0.9.zip", yanked=""),
)


def test_json_is_read_whole() -> None:
    """Addresses are resolved, the best hash comes first, junk is left out."""
    page = {
        "files": [
            {
                "filename": "shop-1.0-py3-none-any.whl",
                "url": "../../files/shop.whl",
                "hashes": {"md5": "00", "sha256": "AB"},
                "requires-python": ">=3.9",
                "size": 17,
                "upload-time": "2024-01-01T00:00:00Z",
                "yanked": "bad",
                "core-metadata": {"sha256": "EF"},
                "gpg-sig": True,
            },
            {"filename": "shop-1.0.exe", "url": "x", "hashes": {}},
            {"filename": "../../etc/passwd.whl", "url": "x", "hashes": {}},
        ]
    }

    files = read_json(json.dumps(page).encode(), BASE)

    assert files == (
        File(
            "shop-1.0-py3-none-any.whl",
            "https://index.example/files/shop.whl",
            (("sha256", "ab"), ("md5", "00")),
            ">=3.9",
            "bad",
            "2024-01-01T00:00:00Z",
            17,
            metadata=True,
            metadata_hashes=(("sha256", "ef"),),
        ),
    )


@pytest.mark.parametrize(
    "page", [b"", b"[]", b"{}", b'{"files": 1}', b'{"files": [{}]}', b'{"files":[[]]}']
)
def test_a_page_without_sense_is_an_error(page: bytes) -> None:
    """It names the page, and is no defect of ours."""
    with pytest.raises(UnreachableError, match=r"index\.example"):
        read_json(page, BASE)


def test_html_is_read_whole() -> None:
    """Hashes come from the fragment, the rest from the attributes."""
    page = b"""<html><body>
    <a href="../../files/shop-1.0-py3-none-any.whl#sha256=abcd"
       data-requires-python="&gt;=3.9" data-core-metadata="sha256=ef">
       shop-1.0-py3-none-any.whl</a>
    <a href="https://files.example/shop-1.0.tar.gz" data-yanked="">shop-1.0.tar.gz</a>
    <a href="https://shop.example/">home page</a>
    </body></html>"""

    files = read_html("shop", page, BASE)

    assert files == (
        File(
            "shop-1.0-py3-none-any.whl",
            "https://index.example/files/shop-1.0-py3-none-any.whl",
            (("sha256", "abcd"),),
            ">=3.9",
            metadata=True,
            metadata_hashes=(("sha256", "ef"),),
        ),
        File("shop-1.0.tar.gz", "https://files.example/shop-1.0.tar.gz", yanked=""),
    )


def test_our_json_says_the_same_with_our_addresses() -> None:
    """An independent reader finds every fact, and only addresses of ours."""
    page = json.loads(write_json("shop", FILES, "/below"))

    read = ProjectPage.from_json_data(page, "http://127.0.0.1:1/simple/shop/").packages

    assert [(p.filename, p.requires_python, p.size) for p in read] == [
        (f.filename, f.requires_python or None, f.size) for f in FILES
    ]
    assert [p.url for p in read] == [
        f"http://127.0.0.1:1/below{path_of('shop', f)}" for f in FILES
    ]
    assert [(p.is_yanked, p.yanked_reason) for p in read] == [
        (False, None),
        (True, 'broken "badly" <b>'),
        (True, None),
    ]
    assert [dict(p.digests) for p in read] == [dict(f.hashes) for f in FILES]
    assert [p.has_metadata for p in read] == [True, None, None]


def test_our_html_says_the_same_with_our_addresses() -> None:
    """Text from the index cannot break out of its attribute."""
    page = write_html("shop", FILES, "").decode()

    read = ProjectPage.from_html("shop", page, "http://127.0.0.1:1/simple/shop/")

    assert "<b>" not in page
    assert [p.url.partition("#")[0] for p in read.packages] == [
        f"http://127.0.0.1:1{path_of('shop', f)}" for f in FILES
    ]
    assert [p.requires_python for p in read.packages] == [">=3.9,<4", None, None]
    assert [p.yanked_reason for p in read.packages][1] == 'broken "badly" <b>'


def test_the_cut_off_date_hides_what_came_later() -> None:
    """So does it what came nobody knows when, unless it lies on this machine."""
    early = File("a-1.zip", "https://x/", uploaded="2024-01-01T00:00:00.123456Z")
    late = File("a-2.zip", "https://x/", uploaded="2024-06-01T00:00:00Z")
    naive = File("a-3.zip", "https://x/", uploaded="2024-01-02T00:00:00")
    unknown = File("a-4.zip", "https://x/")
    local = File("a-5.zip", "file:///srv/a-5.zip")
    files = (early, late, naive, unknown, local)

    assert visible(files, datetime(2024, 3, 1, tzinfo=UTC)) == (early, naive, local)
    assert visible(files, None) == files


def test_the_first_of_each_name_counts() -> None:
    """A later index cannot replace a file of an earlier one."""
    ours = File("a-1.zip", "https://ours/")
    theirs = File("a-1.zip", "https://theirs/")
    other = File("a-2.zip", "https://theirs/")

    assert merged([(ours,), (theirs, other)]) == (ours, other)


def test_a_file_without_a_hash_is_named_by_its_address() -> None:
    """Two addresses are two keys; a SHA-256 is its own key."""
    keys = {FILES[1].key, FILES[2].key, File("x.zip", "https://x/").key}

    assert len(keys) == 3
    assert all(key.startswith("u") for key in keys)
    assert FILES[0].key == "ab" * 32
