"""The client of package indexes, against an index that may misbehave."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.dependencies.provenance import Publisher
from bot.services.gateway import upstream
from bot.services.gateway.errors import (
    TooLargeError,
    UnknownFileError,
    UnreachableError,
    WrongHashError,
)
from bot.services.index import IndexSettings, Location, Strategy
from bot.services.packages import client as module
from bot.services.packages.client import IndexPackages
from tests.support import loopback_index as faults
from tests.support.index_clients import client_of
from tests.support.loopback_index import LoopbackIndex, Package, sdist, wheel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = [f"shop{number}" for number in range(20)]
ONE = Version("1.0")


@pytest.fixture
def index() -> Iterator[LoopbackIndex]:
    """Return an index with two releases of a project, and twenty others."""
    packages = [wheel("shop", "1.0"), wheel("shop", "1.10"), sdist("shop", "1.9")]
    with LoopbackIndex([*packages, *map(wheel, NAMES)]) as running:
        yield running


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(upstream, "PAUSE_SECONDS", 0.0)


def versions(packages: IndexPackages, name: str) -> list[str]:
    """Return the versions of a project, as text, newest first."""
    listing = packages.listings([name])[name]
    return [str(each.version) for each in listing.releases]


def test_listings_have_all_releases(index: LoopbackIndex, tmp_path: Path) -> None:
    """Names are normalised; releases are newest first."""
    with client_of(index, tmp_path) as packages:
        found = packages.listings(["Shop", "shop", *NAMES])

    assert set(found) == {"shop", *NAMES}
    assert [str(each.version) for each in found["shop"].releases] == [
        "1.10",
        "1.9",
        "1.0",
    ]
    assert all(not listing.problem for listing in found.values())
    assert len(index.asked) == 21


def test_a_second_look_asks_nothing(index: LoopbackIndex, tmp_path: Path) -> None:
    """What is fresh is asked for neither in the same run nor in the next."""
    with client_of(index, tmp_path) as packages:
        first = packages.listings(["shop"])
        assert packages.listings(["shop"]) == first
    with client_of(index, tmp_path) as packages:
        assert packages.listings(["shop"]) == first

    assert index.asked == ["/simple/shop/"]


def test_a_stale_page_is_asked_for_with_its_tag(
    index: LoopbackIndex, tmp_path: Path
) -> None:
    """A page that is as it was comes out of the cache."""
    index.page_headers = {"Cache-Control": "no-cache"}
    with client_of(index, tmp_path) as packages:
        first = packages.listings(["shop"])
    with client_of(index, tmp_path) as packages:
        again = packages.listings(["shop"])

    assert again == first
    assert index.asked == ["/simple/shop/", "/simple/shop/"]
    assert index.headers["/simple/shop/"]["if-none-match"]


def test_a_project_that_is_not_there(index: LoopbackIndex, tmp_path: Path) -> None:
    """Its listing says so, and the others are as they are."""
    with client_of(index, tmp_path) as packages:
        found = packages.listings(["nothing", "shop", "../files", "ab cd"])

    assert found["nothing"].problem == "no such project (127.0.0.1 says 404)"
    assert found["shop"].problem == ""
    assert found["-/files"].problem == "no such project (it is no name of a package)"
    assert found["ab cd"].problem == "no such project (it is no name of a package)"
    assert sorted(index.asked) == ["/simple/nothing/", "/simple/shop/"]


def test_a_project_without_versions(index: LoopbackIndex, tmp_path: Path) -> None:
    """A project whose files have no versions of PEP 440 has no release."""
    index.packages.append(replace(sdist("odd"), filename="odd-final.tar.gz"))
    with client_of(index, tmp_path) as packages:
        found = packages.listings(["odd"])["odd"]

    assert found.problem == "it has no release with a version of PEP 440"


def test_an_index_that_is_down_is_asked_once(
    index: LoopbackIndex, tmp_path: Path
) -> None:
    """One request is tried, with its repetitions; all listings have the reason."""
    for name in NAMES:
        index.faults[f"/simple/{name}/"] = faults.hang_up
    with client_of(index, tmp_path) as packages:
        found = packages.listings(NAMES)

    problems = {listing.problem for listing in found.values()}
    assert len(problems) == 1
    assert problems.pop().startswith(
        "the index did not answer: 127.0.0.1 cannot be used: "
    )
    assert len(index.asked) == upstream.ATTEMPTS


def test_an_index_with_faults_is_left_alone(
    index: LoopbackIndex, tmp_path: Path
) -> None:
    """After a few pages in a row with a fault, no more are asked for."""
    for name in NAMES:
        index.faults[f"/simple/{name}/"] = faults.status(503)
    with client_of(index, tmp_path) as packages:
        found = packages.listings(NAMES)

    assert {listing.problem for listing in found.values()} == {
        "the index did not answer: 127.0.0.1 cannot be used: it says 503"
    }
    assert len(index.asked) == 3 * upstream.ATTEMPTS


def test_one_bad_page_spoils_no_other(index: LoopbackIndex, tmp_path: Path) -> None:
    """A fault of one page, even of the first, is the problem of that project."""
    index.faults["/simple/shop0/"] = faults.status(500)
    with client_of(index, tmp_path) as packages:
        found = packages.listings(NAMES)

    assert [name for name, listing in found.items() if listing.problem] == ["shop0"]


def test_all_indexes_count(index: LoopbackIndex, tmp_path: Path) -> None:
    """With pip's strategy all indexes count, with uv's the first that has it."""
    other = [wheel("shop", "3.0"), wheel("other", "2.0")]
    with LoopbackIndex(other) as second:
        places = (Location(index.url), Location(second.url))
        both = IndexSettings(places, strategy=Strategy.ALL)
        first = replace(both, strategy=Strategy.FIRST)
        with IndexPackages(both, tmp_path / "1") as packages:
            assert versions(packages, "shop") == ["3.0", "1.10", "1.9", "1.0"]
        with IndexPackages(first, tmp_path / "2") as packages:
            assert versions(packages, "shop") == ["1.10", "1.9", "1.0"]
            assert versions(packages, "other") == ["2.0"]


@pytest.mark.parametrize("as_html", [False, True], ids=["json", "html"])
def test_what_a_page_says(
    index: LoopbackIndex, tmp_path: Path, *, as_html: bool
) -> None:
    """Yanked releases and requires-python are read in both forms of a page."""
    index.as_html = as_html
    pulled = replace(wheel("tea"), yanked="broken", requires_python=">=3.12")
    index.packages.append(pulled)
    with client_of(index, tmp_path) as packages:
        (release,) = packages.listings(["tea"])["tea"].releases

    assert release.yanked == "broken"
    assert release.files[0].requires_python == ">=3.12"
    assert release.files[0].hashes == (("sha256", str(pulled.sha256)),)
    assert (release.uploaded is None) == as_html


# --------------------------------------------------------------------- metadata


def test_metadata_beside_the_file(index: LoopbackIndex, tmp_path: Path) -> None:
    """Where the index has the metadata, the wheel itself is not asked for."""
    text = b"Metadata-Version: 2.1\nName: tea\nVersion: 1.0\n"
    index.packages.append(replace(wheel("tea"), metadata=text))
    with client_of(index, tmp_path) as packages:
        first = packages.metadata("tea", ONE)
        assert packages.metadata("tea", Version("1.0.0")) == first

    assert first == text.decode()
    assert index.asked == [
        "/simple/tea/",
        "/files/tea-1.0-py3-none-any.whl.metadata",
    ]


def test_metadata_out_of_the_wheel(index: LoopbackIndex, tmp_path: Path) -> None:
    """Where the index has none, or another than it says, the wheel is read."""
    with client_of(index, tmp_path) as packages:
        assert "Name: shop" in packages.metadata("shop", ONE)
        assert packages.metadata("shop", Version("7")) == ""
        assert packages.metadata("nothing", ONE) == ""


def test_metadata_with_another_hash(index: LoopbackIndex, tmp_path: Path) -> None:
    """Metadata that the index did not list is not believed."""
    listed = hashlib.sha256(b"other").hexdigest()
    false = replace(wheel("tea"), metadata=b"Name: evil\n", metadata_listed=listed)
    index.packages.append(false)
    with client_of(index, tmp_path) as packages:
        assert packages.metadata("tea", ONE) == ""


def archive(pkg_info: str) -> Package:
    """Return a source distribution with this PKG-INFO."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as file:
        for path in ("tea-1.0/sub/PKG-INFO", "tea-1.0/PKG-INFO"):
            member = tarfile.TarInfo(path)
            member.size = len(pkg_info.encode())
            file.addfile(member, io.BytesIO(pkg_info.encode()))
    return Package("tea", "tea-1.0.tar.gz", data.getvalue())


@pytest.mark.parametrize(
    ("pkg_info", "final"),
    [
        pytest.param("Metadata-Version: 2.2\nName: tea\n", True, id="final"),
        pytest.param("Metadata-Version: 2.4\nDynamic: Summary\n", True, id="other"),
        pytest.param("Metadata-Version: 2.10\n", True, id="ten"),
        pytest.param("Metadata-Version: 2.1\nName: tea\n", False, id="old"),
        pytest.param(
            "Metadata-Version: 2.2\nDynamic: Requires-Dist\n", False, id="dynamic"
        ),
        pytest.param("Name: tea\n", False, id="no-version"),
    ],
)
def test_metadata_of_sdists(
    index: LoopbackIndex, tmp_path: Path, pkg_info: str, *, final: bool
) -> None:
    """An sdist's metadata counts only where it says that it is final."""
    index.packages.append(archive(pkg_info))
    with client_of(index, tmp_path) as packages:
        assert packages.metadata("tea", ONE) == (pkg_info if final else "")


def test_metadata_of_broken_files(index: LoopbackIndex, tmp_path: Path) -> None:
    """Files that are no archives have none."""
    index.packages += [
        Package("tea", "tea-1.0-py3-none-any.whl", b"no zip"),
        Package("tea", "tea-1.0.tar.gz", b"no tar"),
        Package("tea", "tea-1.0.zip", b"PK\x05\x06 no zip"),
    ]
    with client_of(index, tmp_path) as packages:
        assert packages.metadata("tea", ONE) == ""


# ------------------------------------------------------------------------ files


def test_a_pure_wheel_is_fetched_first(index: LoopbackIndex, tmp_path: Path) -> None:
    """Of the files of a release it is the pure wheel, and it is a copy."""
    pure = wheel("tea")
    native = replace(pure, filename="tea-1.0-cp311-cp311-linux_x86_64.whl")
    index.packages += [sdist("tea"), native, pure]
    folder = tmp_path / "there"
    folder.mkdir()
    with client_of(index, tmp_path) as packages:
        found = packages.fetch("tea", ONE, folder)
        found.write_bytes(b"changed")
        again = packages.fetch("tea", ONE, folder)

    assert found == again == folder / pure.filename
    assert again.read_bytes() == pure.content
    assert index.asked.count(f"/files/{pure.filename}") == 1


def test_without_a_wheel_it_is_the_sdist(index: LoopbackIndex, tmp_path: Path) -> None:
    """A release without wheels gives its source distribution."""
    with client_of(index, tmp_path) as packages:
        found = packages.fetch("shop", Version("1.9"), tmp_path)

    assert found.name == "shop-1.9.tar.gz"


def test_only_an_sdist_will_do(index: LoopbackIndex, tmp_path: Path) -> None:
    """With `source`, a wheel is no answer."""
    index.packages.append(sdist("shop", "1.10"))
    with client_of(index, tmp_path) as packages:
        found = packages.fetch("shop", Version("1.10"), tmp_path, source=True)
        with pytest.raises(UnknownFileError):
            packages.fetch("shop", ONE, tmp_path, source=True)

    assert found.name == "shop-1.10.tar.gz"


def test_what_cannot_be_fetched(
    index: LoopbackIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such release, another hash, too many bytes, a dead index."""
    index.packages.append(replace(wheel("tea"), listed="0" * 64))
    with client_of(index, tmp_path) as packages:
        with pytest.raises(UnknownFileError, match="no shop 7"):
            packages.fetch("shop", Version("7"), tmp_path)
        with pytest.raises(WrongHashError):
            packages.fetch("tea", ONE, tmp_path)
        monkeypatch.setattr(module, "MOST_FETCHED_BYTES", 10)
        with pytest.raises(TooLargeError):
            packages.fetch("shop", ONE, tmp_path)
        index.faults["/simple/cup/"] = faults.hang_up
        with pytest.raises(UnreachableError):
            packages.fetch("cup", ONE, tmp_path)
    assert not list(tmp_path.glob("*.whl"))


# ------------------------------------------------------------------- provenance


def test_provenance(index: LoopbackIndex, tmp_path: Path) -> None:
    """The publishers of a release are those that its provenance names."""
    publisher = {"kind": "GitHub", "repository": "tea/tea", "workflow": "release.yml"}
    bundle = {"publisher": publisher, "attestations": []}
    index.faults["/integrity/tea"] = faults.document({"attestation_bundles": [bundle]})
    index.faults["/integrity/cup"] = faults.document({"attestation_bundles": "?"})
    index.packages += [
        replace(wheel("tea"), provenance="/integrity/tea"),
        sdist("tea"),
        replace(wheel("cup"), provenance="/integrity/cup"),
    ]
    with client_of(index, tmp_path) as packages:
        found = packages.provenance("tea", ONE)
        none = packages.provenance("shop", ONE)
        with pytest.raises(UnreachableError, match="makes no sense"):
            packages.provenance("cup", ONE)

    assert found.publishers == (Publisher("GitHub", "tea/tea", "release.yml"),)
    assert (found.files, found.without, found.complete) == (2, 1, False)
    assert (none.publishers, none.complete) == ((), False)
    assert "integrity" in index.headers["/integrity/tea"]["accept"]


# ---------------------------------------------------------------------- secrets


def test_passwords_stay_where_they_are(index: LoopbackIndex, tmp_path: Path) -> None:
    """A password goes to its index, and into no file, problem or repr."""
    secret = "hush-4711"  # noqa: S105  # planted, to be looked for
    token = base64.b64encode(f"me:{secret}".encode()).decode()
    index.access = f"Basic {token}"
    wrong = Location(index.url, "me", f"{secret}-wrong")
    right = replace(wrong, password=secret)
    with IndexPackages(IndexSettings((wrong,)), tmp_path / "a") as packages:
        refused = packages.listings(["shop"])["shop"]
    with IndexPackages(IndexSettings((right,)), tmp_path / "b") as packages:
        found = packages.listings(["shop"])["shop"]
        packages.fetch("shop", ONE, tmp_path)
        said = f"{packages!r} {packages.__dict__} {right!r}"

    assert refused.problem == "no such project (127.0.0.1 says 401)"
    assert not found.problem
    assert secret not in said + str(refused) + str(found)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) >= 3
    for path in kept:
        assert secret.encode() not in path.read_bytes()
        assert token.encode() not in path.read_bytes()


def test_a_warm_look_needs_no_network_library(
    index: LoopbackIndex, tmp_path: Path
) -> None:
    """Where all pages are fresh, httpx is not even loaded."""
    with client_of(index, tmp_path) as packages:
        packages.listings(["shop"])
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bot.services.index import IndexSettings, Location\n"
        "from bot.services.packages.client import IndexPackages\n"
        "settings = IndexSettings((Location(sys.argv[1]),))\n"
        "found = IndexPackages(settings, Path(sys.argv[2])).listings(['shop'])\n"
        "print(len(found['shop'].releases), 'httpx' in sys.modules)\n"
    )
    words = [sys.executable, "-c", code, index.url, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)

    assert done.stdout == "3 False\n"
