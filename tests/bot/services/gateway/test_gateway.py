"""The gateway between a sandbox and an index that may misbehave."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import socket
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.services.gateway import upstream
from bot.services.gateway.gateway import PackageGateway
from bot.services.gateway.listing import File
from bot.services.gateway.store import Store
from bot.services.index import IndexSettings, Location, Strategy
from tests.support import loopback_index as faults
from tests.support.loopback_index import LoopbackIndex, Package, sdist, wheel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACCEPT = {"Accept": faults.JSON}
SHOP = wheel("shop", requires=("tea>=1",))


@pytest.fixture
def index() -> Iterator[LoopbackIndex]:
    """Return an index with one wheel and one source distribution."""
    with LoopbackIndex([SHOP, sdist("tea")]) as running:
        yield running


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(upstream, "PAUSE_SECONDS", 0.0)


@contextlib.contextmanager
def served(
    settings: IndexSettings, home: Path, *, below: str = "", cutoff: str = ""
) -> Iterator[tuple[httpx.Client, PackageGateway]]:
    """Give a client of a gateway to these indexes."""
    date = datetime.fromisoformat(cutoff) if cutoff else None
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with (
        PackageGateway(settings, home, cutoff=date) as gateway,
        gateway.serve(listener, below=below),
        httpx.Client(base_url=url, headers=ACCEPT, trust_env=False) as client,
    ):
        yield client, gateway


def settings(*indexes: LoopbackIndex, **more: object) -> IndexSettings:
    """Return settings that name these indexes."""
    locations = tuple(Location(each.url) for each in indexes)
    return replace(IndexSettings(locations), **more)  # type: ignore[arg-type]


def files(client: httpx.Client, project: str) -> dict[str, str]:
    """Return the addresses of a project's files."""
    page = client.get(f"/simple/{project}/").raise_for_status().json()
    return {each["filename"]: each["url"] for each in page["files"]}


def test_pages_and_files_are_handed_on(index: LoopbackIndex, tmp_path: Path) -> None:
    """The page names the gateway's own addresses, which give the same bytes."""
    with served(settings(index), tmp_path) as (client, gateway):
        page = client.get("/simple/shop/")
        address = files(client, "shop")[SHOP.filename]
        content = client.get(address).content
        head = client.head(address)

    assert page.headers["content-type"] == faults.JSON
    assert address == f"/files/shop/{SHOP.sha256}/{SHOP.filename}"
    assert content == SHOP.content
    assert head.headers["content-length"] == str(len(SHOP.content))
    assert head.content == b""
    assert gateway.problems == ()


def test_parts_of_files_are_handed_on(index: LoopbackIndex, tmp_path: Path) -> None:
    """Installers read the end of a wheel to learn what it needs."""
    size = len(SHOP.content)
    with served(settings(index), tmp_path) as (client, _):
        address = files(client, "shop")[SHOP.filename]
        parts = {
            wanted: client.get(address, headers={"Range": f"bytes={wanted}"})
            for wanted in ("0-9", "-10", f"{size - 5}-", "5-99999999", "9-1", "x", "-")
        }

    data = SHOP.content
    assert parts["0-9"].content == data[:10]
    assert parts["0-9"].headers["content-range"] == f"bytes 0-9/{size}"
    assert parts["-10"].content == data[-10:]
    assert parts[f"{size - 5}-"].content == data[-5:]
    assert parts["5-99999999"].content == data[5:]
    whole = [parts[wanted] for wanted in ("9-1", "x", "-")]
    assert {(each.status_code, each.content) for each in whole} == {(200, data)}


def test_metadata_comes_out_of_the_wheel(index: LoopbackIndex, tmp_path: Path) -> None:
    """An index that does not give it beside the file does no harm."""
    with served(settings(index), tmp_path) as (client, _):
        wheel_address = files(client, "shop")[SHOP.filename]
        metadata = client.get(f"{wheel_address}.metadata")
        [tea] = files(client, "tea").values()
        none = client.get(f"{tea}.metadata")

    assert metadata.text.endswith("Version: 1.0\nRequires-Dist: tea>=1\n")
    assert none.status_code == 404


def test_metadata_comes_from_the_index(tmp_path: Path) -> None:
    """If it has it; and it must be what the page says."""
    good = replace(SHOP, metadata=b"Metadata-Version: 2.1\nName: shop\n")
    bad = replace(
        wheel("tea"), metadata=b"Metadata-Version: 6.6\n", metadata_listed="00" * 32
    )
    with (
        LoopbackIndex([good, bad]) as index,
        served(settings(index), tmp_path) as (client, _),
    ):
        answers = [
            client.get(f"{address}.metadata")
            for project in ("shop", "tea")
            for address in files(client, project).values()
        ]

    assert answers[0].content == good.metadata
    assert answers[1].status_code == 403
    assert f"/files/{good.filename}" not in index.asked


def zipped(**files: str) -> bytes:
    """Return an archive with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"no archive", id="no-archive"),
        pytest.param(zipped(shop="x"), id="no-metadata"),
        pytest.param(SHOP.content[:-30], id="cut"),
        pytest.param(
            zipped(**{"shop-1.0.dist-info__METADATA": "x" * (17 << 20)}), id="huge"
        ),
    ],
)
def test_a_wheel_without_metadata_has_none(tmp_path: Path, content: bytes) -> None:
    """It is handed on as it is; whether it is any good, the installer must say."""
    with (
        LoopbackIndex([replace(SHOP, content=content)]) as index,
        served(settings(index), tmp_path) as (client, _),
    ):
        [address] = files(client, "shop").values()
        metadata = client.get(f"{address}.metadata")
        whole = client.get(address)

    assert metadata.status_code in {403, 404}
    assert whole.content == content


def test_html_is_spoken_too(tmp_path: Path) -> None:
    """To old installers, and with indexes that know nothing else."""
    package = replace(SHOP, requires_python=">=3.9", yanked="bad & ugly")
    with (
        LoopbackIndex([package], as_html=True) as index,
        served(settings(index), tmp_path) as (client, _),
    ):
        page = client.get("/simple/shop/", headers={"Accept": "text/html"})
        as_json = client.get("/simple/shop/").json()
        content = client.get(as_json["files"][0]["url"]).content

    assert page.headers["content-type"] == "text/html"
    assert f'href="/files/shop/{package.sha256}/{package.filename}#sha256' in page.text
    assert 'data-yanked="bad &amp; ugly"' in page.text
    assert as_json["files"][0]["requires-python"] == ">=3.9"
    assert content == package.content


def test_a_file_with_another_hash_is_not_handed_on(tmp_path: Path) -> None:
    """Not one byte of it, and it is not kept."""
    forged = replace(SHOP, listed="12" * 32)
    with (
        LoopbackIndex([forged]) as index,
        served(settings(index), tmp_path) as (client, gateway),
    ):
        [address] = files(client, "shop").values()
        answer = client.get(address)

    assert answer.status_code == 403
    assert "another sha256" in answer.text
    assert SHOP.content not in answer.content
    assert len(gateway.problems) == 1
    kept = [path for path in (tmp_path / "index/files").rglob("*") if path.is_file()]
    assert kept == []


def test_a_file_without_a_hash_is_handed_on(tmp_path: Path) -> None:
    """Old indexes list none; it is still fetched only once."""
    package = replace(SHOP, listed=None)
    with (
        LoopbackIndex([package]) as index,
        served(settings(index), tmp_path) as (client, _),
    ):
        [address] = files(client, "shop").values()
        first = client.get(address)
        second = client.get(address)

    assert first.content == second.content == SHOP.content
    assert index.asked.count(f"/files/{SHOP.filename}") == 1


def test_nothing_else_is_handed_on(index: LoopbackIndex, tmp_path: Path) -> None:
    """Only listed files and projects, by one address each: no proxy, no path."""
    (tmp_path / "secret").write_text("secret")
    key = SHOP.sha256
    with served(settings(index), tmp_path / "home") as (client, _):
        answers = {
            path: client.get(path)
            for path in (
                "/",
                "/simple",
                f"/files/shop/{key}/other.whl",
                f"/files/tea/{key}/{SHOP.filename}",
                f"/files/shop/{'00' * 32}/{SHOP.filename}",
                f"/files/shop/{key}/..%2f..%2fsecret",
                "/files/shop/../../secret",
                "/simple/..%2f..%2fsecret/",
                "/simple/unknown/",
                f"/simple/{'x' * 200}/",
                "/simple/http:%2f%2f127.0.0.1/",
                "/healthz",
            )
        }
        posted = client.post("/simple/shop/")
        with socket.create_connection(("127.0.0.1", client.base_url.port or 0)) as raw:
            raw.sendall(f"GET {index.url}shop/ HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            proxied = raw.recv(100)
        with socket.create_connection(("127.0.0.1", client.base_url.port or 0)) as raw:
            raw.sendall(b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n")
            tunnel = raw.recv(100)
        projects = client.get("/simple/").json()["projects"]

    assert {each.status_code for each in answers.values()} == {404}
    assert posted.status_code == 501
    assert proxied.startswith(b"HTTP/1.1 404")
    assert tunnel.startswith(b"HTTP/1.1 501")
    assert projects == []
    assert set(index.asked) <= {"/simple/shop/", "/simple/tea/", "/simple/unknown/"}


def test_names_are_normalised(index: LoopbackIndex, tmp_path: Path) -> None:
    """Other spellings are sent to the right one (PEP 503)."""
    index.packages.append(wheel("Big.Shop"))
    with served(settings(index), tmp_path, below="/secret") as (client, _):
        answer = client.get("/secret/simple/Big_Shop/")
        hidden = client.get("/simple/big-shop/")

    assert answer.status_code == 301
    assert answer.headers["location"] == "/secret/simple/big-shop/"
    assert hidden.status_code == 404


def test_the_path_above_is_part_of_every_address(
    index: LoopbackIndex, tmp_path: Path
) -> None:
    """Where others could ask too, nobody gets anything without it."""
    with served(settings(index), tmp_path, below="/secret") as (client, _):
        page = client.get("/secret/simple/shop/").json()
        address = page["files"][0]["url"]
        content = client.get(address).content
        outside = client.get(address.removeprefix("/secret"))

    assert address.startswith("/secret/files/shop/")
    assert content == SHOP.content
    assert outside.status_code == 404


def test_too_many_projects_are_refused(
    index: LoopbackIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names of projects would be a way to tell the index something."""
    monkeypatch.setattr("bot.services.gateway.door.PROJECTS", 3)
    with served(settings(index), tmp_path) as (client, _):
        codes = [client.get(f"/simple/p{n}/").status_code for n in range(5)]

    assert codes == [404, 404, 404, 429, 429]


# ------------------------------------------------------------------ what is kept


def test_everything_is_fetched_once(index: LoopbackIndex, tmp_path: Path) -> None:
    """Pages and files are kept for the next gateway too."""
    for _ in range(2):
        with served(settings(index), tmp_path) as (client, _):
            address = files(client, "shop")[SHOP.filename]
            with ThreadPoolExecutor(8) as pool:
                answers = set(pool.map(client.get, [address] * 8))

    assert {each.content for each in answers} == {SHOP.content}
    assert index.asked == ["/simple/shop/", f"/files/{SHOP.filename}"]


def test_a_page_is_asked_for_again_when_it_is_old(tmp_path: Path) -> None:
    """With its tag, so that one that is the same need not be sent."""
    with LoopbackIndex([SHOP], page_headers={"Cache-Control": "no-cache"}) as index:
        for _ in range(2):
            with served(settings(index), tmp_path) as (client, _):
                found = files(client, "shop")

    assert set(found) == {SHOP.filename}
    assert index.asked == ["/simple/shop/"] * 2
    assert index.headers["/simple/shop/"]["if-none-match"].startswith('"')


def test_an_old_page_is_better_than_none(tmp_path: Path) -> None:
    """When the index does not answer any more."""
    with LoopbackIndex([SHOP], page_headers={"Cache-Control": "no-cache"}) as index:
        with served(settings(index), tmp_path) as (client, _):
            files(client, "shop")
        index.faults["/simple/shop/"] = faults.status(503)
        with served(settings(index), tmp_path) as (client, _):
            found = files(client, "shop")

    assert set(found) == {SHOP.filename}


def test_a_damaged_page_is_fetched_anew(index: LoopbackIndex, tmp_path: Path) -> None:
    """A file of ours that makes no sense is as good as none."""
    with served(settings(index), tmp_path) as (client, _):
        files(client, "shop")
    [page] = (tmp_path / "index/pages").rglob("*.json")
    page.write_bytes(page.read_bytes()[:20])

    with served(settings(index), tmp_path) as (client, _):
        found = files(client, "shop")

    assert set(found) == {SHOP.filename}


def test_the_oldest_files_go_first(tmp_path: Path) -> None:
    """What nobody used for an hour may go when there is too much."""
    store = Store(tmp_path)
    packages = [wheel("shop", f"{n}.0") for n in range(3)]
    listed = [file_of(each) for each in packages]
    for number, (package, file) in enumerate(zip(packages, listed, strict=True)):
        store.keep_file(file, [package.content])
        path = store.file(file)
        assert path is not None
        if number < 2:
            os.utime(path, (number, number))

    store.shrink(len(packages[0].content))

    kept = [path for path in (tmp_path / "files").glob("*/*") if path.is_file()]
    assert [path.name for path in kept] == [listed[2].key]


def file_of(package: Package) -> File:
    """Return the file as a page lists it."""
    hashes = (("sha256", hashlib.sha256(package.content).hexdigest()),)
    return File(package.filename, "https://x/", hashes)


# ---------------------------------------------------------------- a hostile index


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        pytest.param(faults.status(500), "it says 500", id="error"),
        pytest.param(faults.status(418), "it says 418", id="teapot"),
        pytest.param(faults.hang_up, "closed connection", id="hang-up"),
        pytest.param(faults.endless, "more than", id="endless"),
        pytest.param(
            faults.redirect("http://169.254.169.254/latest/meta-data/"),
            "169.254.169.254 is not asked",
            id="metadata-service",
        ),
        pytest.param(
            faults.redirect("file:///etc/passwd"), "is not http", id="local-file"
        ),
        pytest.param(
            faults.redirect("/simple/shop/"), "redirects on and on", id="circle"
        ),
        pytest.param(
            lambda request: faults.send(
                request, 200, b"{", {"Content-Type": faults.JSON}
            ),
            "makes no sense",
            id="half-a-page",
        ),
    ],
)
def test_a_fault_of_the_index_is_told(
    index: LoopbackIndex,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: object,
    sentence: str,
) -> None:
    """The client gets a sentence, and so does whoever asks for the problems."""
    monkeypatch.setattr(upstream, "PAGE_BYTES", 1 << 20)
    index.faults["/simple/shop/"] = fault  # type: ignore[assignment]
    with served(settings(index), tmp_path) as (client, gateway):
        answer = client.get("/simple/shop/", timeout=30)

    assert answer.status_code in {403, 502}
    assert sentence in answer.text
    assert [sentence in problem for problem in gateway.problems] == [True]


def test_a_fault_that_passes_is_not_noticed(
    index: LoopbackIndex, tmp_path: Path
) -> None:
    """Each request is tried three times."""
    index.faults["/simple/shop/"] = faults.once(faults.status(503), index)
    index.faults[f"/files/{SHOP.filename}"] = faults.once(faults.hang_up, index)
    with served(settings(index), tmp_path) as (client, gateway):
        content = client.get(files(client, "shop")[SHOP.filename]).content

    assert content == SHOP.content
    assert gateway.problems == ()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{other}/files/x",
        "http://localhost:{other}/files/x",
        "http://[::1]:{other}/x",
        "http://169.254.169.254/latest/",
        "http://10.0.0.1/x",
        "ftp://127.0.0.1/x",
    ],
)
def test_a_file_elsewhere_in_this_network_is_not_asked_for(
    tmp_path: Path, url: str
) -> None:
    """Neither as the place of a file nor as where that place redirects to."""
    with LoopbackIndex() as other, LoopbackIndex() as index:
        address = url.format(other=other.port)
        index.packages = [
            replace(SHOP, url=address),
            replace(SHOP, filename="shop-2.0-py3-none-any.whl"),
        ]
        index.faults["/files/shop-2.0-py3-none-any.whl"] = faults.redirect(address)
        with served(settings(index), tmp_path) as (client, _):
            answers = [client.get(each) for each in files(client, "shop").values()]

    assert [each.status_code for each in answers] == [403, 403]
    assert all("not asked" in each.text for each in answers)
    assert other.asked == []


def test_a_file_of_this_machine_cannot_be_listed(tmp_path: Path) -> None:
    """By an index on the network."""
    secret = tmp_path / "shop-1.0.zip"
    secret.write_text("secret")
    package = replace(SHOP, filename=secret.name, url=secret.as_uri(), listed=None)
    with (
        LoopbackIndex([package]) as index,
        served(settings(index), tmp_path) as (client, _),
    ):
        answer = client.get("/simple/shop/")

    assert answer.status_code == 403
    assert "file of this machine" in answer.text


def test_a_file_larger_than_it_says_is_cut(tmp_path: Path) -> None:
    """The size on the page is the most that is taken."""
    with LoopbackIndex([SHOP]) as index:
        index.faults[f"/files/{SHOP.filename}"] = faults.endless
        with served(settings(index), tmp_path) as (client, _):
            [address] = files(client, "shop").values()
            answer = client.get(address, timeout=30)

    assert answer.status_code == 403
    assert "more than" in answer.text


def test_the_password_stays_here(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It goes to the index and to nobody else, and stands in no message."""
    with LoopbackIndex([SHOP], access="Basic YWRhOnMzY3JldA==") as index:
        location = Location(index.url, "ada", "s3cret")
        index.packages.append(
            replace(wheel("tea"), url="http://169.254.169.254/tea.whl")
        )
        with served(IndexSettings((location,)), tmp_path) as (client, gateway):
            content = client.get(files(client, "shop")[SHOP.filename])
            [tea] = files(client, "tea").values()
            refused = client.get(tea)
            told = content.headers, refused.text, gateway.problems, repr(location)

    assert content.content == SHOP.content
    assert "s3cret" not in str(told) + caplog.text
    assert "YWRh" not in str(told)
    kept = b"".join(
        path.read_bytes() for path in tmp_path.rglob("*.json") if path.is_file()
    )
    assert b"s3cret" not in kept


def test_a_wrong_password_is_no_project(index: LoopbackIndex, tmp_path: Path) -> None:
    """Private indexes answer so for what they do not have."""
    index.access = "Basic other"
    with served(settings(index), tmp_path) as (client, gateway):
        answer = client.get("/simple/shop/")

    assert answer.status_code == 404
    assert "says 401" in gateway.problems[0]


# ------------------------------------------------------------------ several places


@pytest.mark.parametrize(
    ("strategy", "versions"),
    [
        pytest.param(Strategy.FIRST, {"1.0"}, id="first-index"),
        pytest.param(Strategy.ALL, {"1.0", "2.0"}, id="all-indexes"),
    ],
)
def test_several_indexes(
    tmp_path: Path, strategy: Strategy, versions: set[str]
) -> None:
    """The first one keeps its names to itself, or all are asked."""
    with (
        LoopbackIndex([SHOP]) as first,
        LoopbackIndex([wheel("shop", "2.0"), wheel("tea")]) as second,
        served(settings(first, second, strategy=strategy), tmp_path) as (client, _),
    ):
        found = files(client, "shop")
        tea = files(client, "tea")

    assert {name.split("-")[1] for name in found} == versions
    assert len(tea) == 1


def test_an_index_that_is_down_hides_no_other(tmp_path: Path) -> None:
    """Else a public project could take the place of a private one."""
    with LoopbackIndex([SHOP]) as first, LoopbackIndex([SHOP]) as second:
        first.faults["/simple/shop/"] = faults.status(500)
        with served(settings(first, second), tmp_path) as (client, _):
            answer = client.get("/simple/shop/")

    assert answer.status_code == 502
    assert second.asked == []


def test_folders_and_indexes_of_this_machine(tmp_path: Path) -> None:
    """Files that lie here are handed on like any other."""
    tea = wheel("tea")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / SHOP.filename).write_bytes(SHOP.content)
    (tmp_path / "links/readme.txt").write_text("no package")
    (tmp_path / "index/tea").mkdir(parents=True)
    (tmp_path / "index" / tea.filename).write_bytes(tea.content)
    (tmp_path / "index/tea/index.html").write_text(
        f'<a href="../{tea.filename}#sha256={tea.sha256}">{tea.filename}</a>'
    )
    where = IndexSettings(
        (Location((tmp_path / "index").as_uri() + "/"),), (str(tmp_path / "links"),)
    )
    with served(where, tmp_path / "home", cutoff="2000-01-01T00:00:00+00:00") as (
        client,
        _,
    ):
        contents = [
            client.get(address).content
            for project in ("shop", "tea")
            for address in files(client, project).values()
        ]
        missing = client.get("/simple/coffee/")

    assert contents == [SHOP.content, tea.content]
    assert missing.status_code == 404


def test_a_local_file_that_went_away_is_missing(tmp_path: Path) -> None:
    """Between the listing and the request; a folder is no package either."""
    (tmp_path / "links/shop-2.0.zip").mkdir(parents=True)
    package = tmp_path / "links" / SHOP.filename
    package.write_bytes(SHOP.content)
    where = IndexSettings((), (str(tmp_path / "links"), str(tmp_path / "nowhere")))
    with served(where, tmp_path / "home") as (client, _):
        [address] = files(client, "shop").values()
        package.unlink()
        answer = client.get(address)

    assert answer.status_code == 404


def test_pages_of_links(tmp_path: Path) -> None:
    """A page may list the files of many projects."""
    with LoopbackIndex([SHOP]) as index:
        page = (
            f'<a href="/files/{SHOP.filename}">{SHOP.filename}</a>'
            '<a href="/files/tea-1.0.zip">tea-1.0.zip</a>'
        )
        index.faults["/links.html"] = lambda request: faults.send(
            request, 200, page.encode(), {"Content-Type": "text/html"}
        )
        (tmp_path / "links.html").write_text(
            f'<a href="http://127.0.0.1:{index.port}/files/{SHOP.filename}">'
            f"{SHOP.filename}</a>"
        )
        for link in (
            f"http://127.0.0.1:{index.port}/links.html",
            str(tmp_path / "links.html"),
        ):
            where = settings(index, find_links=(link,), indexes=())
            known = replace(where, indexes=(Location(f"{index.url}none/"),))
            with served(known, tmp_path / "home") as (client, _):
                [address] = files(client, "shop").values()
                assert client.get(address).content == SHOP.content


def test_the_cut_off_date_is_kept(index: LoopbackIndex, tmp_path: Path) -> None:
    """Later files are not listed, and cannot be had by their address either."""
    late = replace(wheel("shop", "2.0"), uploaded="2025-01-01T00:00:00Z")
    index.packages.append(late)
    with served(settings(index), tmp_path, cutoff="2024-06-01T00:00:00+00:00") as (
        client,
        _,
    ):
        found = files(client, "shop")
        direct = client.get(f"/files/shop/{late.sha256}/{late.filename}")

    assert set(found) == {SHOP.filename}
    assert direct.status_code == 404


def test_closing_ends_open_connections(index: LoopbackIndex, tmp_path: Path) -> None:
    """No thread and no connection is left when the command has ended."""
    with PackageGateway(settings(index), tmp_path) as gateway:
        listener = socket.create_server(("127.0.0.1", 0))
        address = listener.getsockname()
        with gateway.serve(listener):
            waiting = socket.create_connection(address)
            waiting.sendall(b"GET /simple/shop/ HT")

        with waiting:
            waiting.settimeout(10)
            left = b""
            with contextlib.suppress(ConnectionResetError):
                left = waiting.recv(100)
        assert left == b""
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address, timeout=5)


def test_now_is_no_cut_off(index: LoopbackIndex, tmp_path: Path) -> None:
    """A date after every upload changes nothing."""
    now = datetime.now(UTC).isoformat()
    with served(settings(index), tmp_path, cutoff=now) as (client, _):
        assert json.loads(client.get("/simple/shop/").text)["name"] == "shop"


def test_only_some_versions_are_listed(tmp_path: Path) -> None:
    """A command may be shown some versions of a project and no others."""
    releases = [wheel("shop", each) for each in ("1.0", "1.1", "2.0rc1")]
    odd = replace(wheel("shop"), filename="shop-1.0-odd.whl")
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with (
        LoopbackIndex([*releases, sdist("shop", "1.2"), odd, wheel("tea")]) as index,
        PackageGateway(settings(index), tmp_path) as gateway,
        gateway.serve(listener, versions={"shop": ">1.0"}),
        httpx.Client(base_url=url, headers=ACCEPT, trust_env=False) as client,
    ):
        shop, tea = files(client, "shop"), files(client, "tea")

    assert sorted(shop) == [
        "shop-1.1-py3-none-any.whl",
        "shop-1.2.tar.gz",
        "shop-2.0rc1-py3-none-any.whl",
    ]
    assert len(tea) == 1


def test_an_index_can_be_asked_alone(tmp_path: Path) -> None:
    """One index says nothing of what only another has, whatever comes first."""
    other = wheel("shop", text="OTHER = True\n")
    both = {"below": "/hidden"}
    with (
        LoopbackIndex([SHOP]) as first,
        LoopbackIndex([other, wheel("tea")]) as second,
        served(settings(first, second), tmp_path, **both) as (client, gateway),
    ):
        page = client.get("/hidden/index/1/simple/shop/").json()
        moved = client.get("/hidden/index/1/simple/Shop/")
        missing = [
            client.get(f"/hidden/index/{number}/simple/tea/").status_code
            for number in (0, 1, 2)
        ]
        [file] = page["files"]
        content = client.get(file["url"]).content
        wrong = client.get(file["url"].replace("/index/1", "")).status_code
        true = gateway.addresses("shop", 1)
        none = gateway.addresses("tea", 0)
        times = gateway.times("tea")
        no_times = gateway.times("tea", 0)
        sources = gateway.sources

    assert content == other.content
    assert moved.headers["location"] == "/hidden/index/1/simple/shop/"
    assert missing == [404, 200, 404]
    assert wrong == 404
    assert {f"/hidden{path}" for path in true} == {file["url"]}
    assert next(iter(true.values())).startswith(second.url.removesuffix("simple/"))
    assert none == {}
    assert no_times == {}
    assert set(times.values()) == {datetime(2024, 1, 1, tzinfo=UTC)}
    assert sources == (first.url, second.url)
