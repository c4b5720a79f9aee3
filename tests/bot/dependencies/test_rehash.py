"""Hashes are written anew as the file writes them."""

from __future__ import annotations

import pytest
from packaging.version import Version

from bot.dependencies.finding.requirements_file import read
from bot.dependencies.places import spliced
from bot.dependencies.rehash import MissingHashError, rehashed, repinned
from bot.dependencies.releases import Release, ReleaseFile


def _release(*digests: str, algorithms: tuple[str, ...] = ("sha256",)) -> Release:
    """Return a release whose files have these digests, the first letter doubled."""
    return Release(
        Version("2.0"),
        tuple(
            ReleaseFile(
                f"shop-2.0-{digest}.whl",
                tuple((algorithm, digest + algorithm[3:]) for algorithm in algorithms),
            )
            for digest in digests
        ),
    )


def _moved(before: str, release: Release) -> str:
    """Return a file after the first of its places has moved to 2.0."""
    content = before.encode()
    place = read("r.txt", content).places[0]
    after = spliced(content, repinned(content, place, "2.0", release))
    again = read("r.txt", after)
    assert len(again.places[0].hashes) == len(
        {pair for file in release.files for pair in file.hashes}
    )
    assert again.problems == ()
    return after.decode()


@pytest.mark.parametrize(
    ("before", "digests", "after"),
    [
        pytest.param(
            "shop==1 --hash=sha256:a --hash=sha256:b  # why\n",
            ["d", "c"],
            "shop==2.0 --hash=sha256:c256 --hash=sha256:d256  # why\n",
            id="one line",
        ),
        pytest.param(
            "shop==1 \\\n    --hash=sha256:a \\\n    --hash=sha256:b\n    # via x\n",
            ["d", "c"],
            "shop==2.0 \\\n    --hash=sha256:c256 \\\n    --hash=sha256:d256\n"
            "    # via x\n",
            id="lines",
        ),
        pytest.param(
            "shop==1\\\r\n\t --hash=sha256:a \\\r\n  --hash=sha256:b\r\nb==1\r\n",
            ["d", "c", "e"],
            "shop==2.0\\\r\n\t --hash=sha256:c256 \\\r\n  --hash=sha256:d256 \\\r\n"
            "  --hash=sha256:e256\r\nb==1\r\n",
            id="more, CRLF",
        ),
        pytest.param(
            "shop==1 \\\n    --hash=sha256:a \\\n    # via x\nb==1\n",
            ["d", "c"],
            "shop==2.0 \\\n    --hash=sha256:c256 \\\n    --hash=sha256:d256 \\\n"
            "    # via x\nb==1\n",
            id="more, comment behind a backslash",
        ),
        pytest.param(
            "shop==1 \\\n  --hash=sha256:a \\\n  --hash=sha256:b \\\n"
            "  --hash=sha256:c \\\n  # via x\n",
            ["d"],
            "shop==2.0 \\\n  --hash=sha256:d256 \\\n  # via x\n",
            id="fewer, comment behind a backslash",
        ),
        pytest.param(
            "shop==1 --hash=sha256:a --config-settings=x=y --hash=sha256:b # c",
            ["d"],
            "shop==2.0 --hash=sha256:d256 --config-settings=x=y # c",
            id="fewer, another option between",
        ),
        pytest.param(
            "shop==1 --hash sha256:a",
            ["d", "c"],
            "shop==2.0 --hash sha256:c256 --hash sha256:d256",
            id="spaces",
        ),
        pytest.param(
            'shop==1 --hash="sha256:b" --hash="sha256:a"',
            ["c", "e", "d"],
            'shop==2.0 --hash="sha256:e256" --hash="sha256:d256" '
            '--hash="sha256:c256"',
            id="descending, quotes",
        ),
        pytest.param(
            "shop==1 --hash=sha256:b --hash=sha256:a --hash=sha256:c",
            ["e", "f", "d"],
            "shop==2.0 --hash=sha256:e256 --hash=sha256:f256 --hash=sha256:d256",
            id="as the index has them",
        ),
        pytest.param(
            "shop==1 --hash=sha256:a --hash=sha256:b",
            ["c", "c"],
            "shop==2.0 --hash=sha256:c256",
            id="two files with the same bytes",
        ),
    ],
)
def test_layout(before: str, digests: list[str], after: str) -> None:
    """One hash a file, in the layout and the order of the place."""
    assert _moved(before, _release(*digests)) == after


def test_every_algorithm_that_is_used() -> None:
    """A place with two algorithms has both for each file; a third is not added."""
    release = _release("c", "d", algorithms=("md5", "sha256", "sha512"))
    before = "shop==1 --hash=sha256:a --hash=sha512:b\n"
    content = before.encode()
    (place,) = read("r.txt", content).places

    after = spliced(content, rehashed(content, place, release))

    assert after.decode() == (
        "shop==1 --hash=sha256:c256 --hash=sha256:d256"
        " --hash=sha512:c512 --hash=sha512:d512\n"
    )


def test_the_same_release_changes_nothing() -> None:
    """There is no splice without a change."""
    content = b"shop==2.0 --hash=sha256:c256\n"
    (place,) = read("r.txt", content).places

    assert rehashed(content, place, _release("c")) == ()


def test_a_place_without_hashes() -> None:
    """Only its version moves."""
    content = b"shop==1\n"
    (place,) = read("r.txt", content).places

    assert spliced(content, repinned(content, place, "2.0", _release("c"))) == (
        b"shop==2.0\n"
    )


@pytest.mark.parametrize(
    ("release", "message"),
    [
        (
            _release("c", algorithms=("sha512",)),
            "the index has no sha256 hash of shop-2.0-c.whl for Shop 2.0",
        ),
        (_release(), "the index has no files for Shop 2.0"),
    ],
)
def test_a_hash_that_the_index_does_not_give(release: Release, message: str) -> None:
    """No hash is dropped or made up."""
    content = b"Shop==1 --hash=sha256:a\n"
    (place,) = read("r.txt", content).places

    with pytest.raises(MissingHashError) as caught:
        rehashed(content, place, release)

    assert str(caught.value) == message


def test_a_range_is_not_repinned() -> None:
    """Only one exact version can be moved."""
    content = b"shop>=1\n"
    (place,) = read("r.txt", content).places

    with pytest.raises(ValueError, match=r"^r\.txt:1: shop>=1 is not pinned$"):
        repinned(content, place, "2.0", _release("c"))
