"""Sources of advisories: a folder, a zip, an OSV API, the index."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from packaging.version import Version

from bot.dependencies.advisories.matching import affects
from bot.dependencies.advisories.model import Span
from bot.services.gateway import upstream
from bot.services.index import IndexSettings, Location, location
from bot.services.packages import web
from bot.services.packages.errors import AdvisoryError, AdvisorySettingError
from bot.services.packages.index_advisories import IndexAdvisories
from bot.services.packages.local_database import LocalDatabase
from bot.services.packages.opening import open_advisories
from bot.services.packages.osv import OsvApi
from tests.support import loopback_index as faults
from tests.support.advisories import fixed, record, since
from tests.support.index_clients import client_of
from tests.support.loopback_index import LoopbackIndex
from tests.support.loopback_osv import LoopbackOsv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE = {"shop": [Version("1.0")]}
RECORDS = [
    record("PYSEC-1", since("0"), fixed("1.1"), aliases=["CVE-1"]),
    record("GHSA-1", since("0"), fixed("1.2"), aliases=["CVE-1"]),
    record("CVE-2", since("3"), fixed("4")),
    record("CVE-3", since("0"), withdrawn="2026-01-01T00:00:00Z"),
    record("CVE-4", since("0"), name="tea"),
]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(upstream, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(web, "PAUSE_SECONDS", 0.0)


def written(folder: Path, records: list[dict[str, Any]]) -> Path:
    """Write records into a folder."""
    folder.mkdir(exist_ok=True)
    for each in records:
        (folder / f"{each['id']}.json").write_text(json.dumps(each))
    return folder


# -------------------------------------------------------------- folder and zip


def test_a_folder(tmp_path: Path) -> None:
    """Aliases are one; withdrawn records and other packages are not there."""
    database = LocalDatabase(written(tmp_path / "osv", RECORDS), tmp_path / "home")

    found = database.about({"shop": [], "cup": []})

    assert [each.id for each in found["shop"]] == ["CVE-1", "CVE-2"]
    assert found["shop"][0].spans == (Span("0", "1.2"),)
    assert found["cup"] == ()
    assert database.source == f"the OSV records in {tmp_path / 'osv'}"


def test_a_zip(tmp_path: Path) -> None:
    """The zip of a whole ecosystem does as well as a folder."""
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in RECORDS:
            archive.writestr(f"{each['id']}.json", json.dumps(each))

    found = LocalDatabase(path, tmp_path / "home").about({"tea": []})

    assert [each.ids for each in found["tea"]] == [("CVE-4",)]


def test_records_in_yaml(tmp_path: Path) -> None:
    """Records are read in YAML as well, in any depth of folders."""
    folder = tmp_path / "osv/vulns/shop"
    folder.mkdir(parents=True)
    (folder / "PYSEC-1.yaml").write_text(
        "id: PYSEC-1\n"
        "published: 2026-01-01T00:00:00Z\n"
        "affected:\n"
        "- package: {ecosystem: PyPI, name: shop}\n"
        "  ranges:\n"
        '  - {type: ECOSYSTEM, events: [{introduced: "0"}, {fixed: 1.10.1}]}\n'
    )
    (folder / "broken.yaml").write_text("id: [")

    (found,) = LocalDatabase(tmp_path / "osv", tmp_path / "home").about(ONE)["shop"]

    assert found.spans == (Span("0", "1.10.1"),)


def test_records_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look reads no record; a changed folder is read again."""
    folder = written(tmp_path / "osv", RECORDS)
    first = LocalDatabase(folder, tmp_path / "home").about(ONE)

    with monkeypatch.context() as patch:
        patch.setattr("bot.services.packages.local_database._read", None)
        assert LocalDatabase(folder, tmp_path / "home").about(ONE) == first
    written(folder, [record("CVE-9", since("0"))])
    again = LocalDatabase(folder, tmp_path / "home").about(ONE)["shop"]

    assert [each.id for each in again] == ["CVE-1", "CVE-2", "CVE-9"]
    assert len(list((tmp_path / "home/advisories").iterdir())) == 1


def test_odd_files_are_left_out(tmp_path: Path) -> None:
    """One file that is no record does not hide the others."""
    folder = written(tmp_path / "osv", RECORDS)
    for name, text in {"a": "{", "b": "[]", "c": '{"id": 1, "affected": 3}'}.items():
        (folder / f"{name}.json").write_text(text)
    (folder / "d.json").write_text("[" * 100_000)
    (folder / "README.md").write_text("no record")
    (folder / "loop").symlink_to(folder)

    assert len(LocalDatabase(folder, tmp_path / "home").about(ONE)["shop"]) == 2


@pytest.mark.parametrize("kind", ["missing", "empty", "no-zip", "other-ecosystem"])
def test_no_answer_is_an_error(tmp_path: Path, kind: str) -> None:
    """Where there is no record at all, nobody can say that all is well."""
    path = tmp_path / "osv"
    if kind == "no-zip":
        path.write_bytes(b"no zip")
    elif kind != "missing":
        path.mkdir()
    if kind == "other-ecosystem":
        npm = record("CVE-1", since("0"))
        npm["affected"][0]["package"]["ecosystem"] = "npm"
        written(path, [npm])

    with pytest.raises(AdvisoryError, match="gave no answer"):
        LocalDatabase(path, tmp_path / "home").about(ONE)
    assert not list(tmp_path.glob("home/advisories/*"))


# ---------------------------------------------------------------------- OSV API


@pytest.fixture
def osv() -> Iterator[LoopbackOsv]:
    """Return an API over the records, with small pages."""
    with LoopbackOsv(list(RECORDS), page=1) as running:
        yield running


def test_an_api(osv: LoopbackOsv, tmp_path: Path) -> None:
    """All that is known of an affected package comes, over all pages."""
    with OsvApi(location(osv.url), tmp_path) as api:
        found = api.about(ONE | {"cup": [Version("1")]})

    assert [each.id for each in found["shop"]] == ["CVE-1", "CVE-2"]
    assert found["shop"][0].spans == (Span("0", "1.2"),)
    assert found["cup"] == ()
    assert osv.asked.count("/v1/querybatch") == 2 + 3


def test_what_is_not_affected_costs_one_request(
    osv: LoopbackOsv, tmp_path: Path
) -> None:
    """No record is asked for where no version is affected."""
    with OsvApi(location(osv.url), tmp_path) as api:
        assert api.about({"shop": [Version("2.0")]}) == {"shop": ()}

    assert osv.asked == ["/v1/querybatch"]


def test_answers_are_kept(osv: LoopbackOsv, tmp_path: Path) -> None:
    """Within minutes nothing is asked again; later only ids and what changed."""
    now = 1000.0
    with OsvApi(location(osv.url), tmp_path, clock=lambda: now) as api:
        first = api.about(ONE)
        osv.asked.clear()
        assert api.about(ONE) == first
        assert osv.asked == []
        now += 3600
        changed = record(
            "CVE-2", since("3"), fixed("5"), modified="2026-02-02T00:00:00Z"
        )
        osv.records[2] = changed
        again = api.about(ONE)

    assert again["shop"][1].spans == (Span("3", "5"),)
    assert set(osv.asked) == {"/v1/querybatch", "/v1/vulns/CVE-2"}


@pytest.mark.parametrize(
    ("path", "fault", "reason"),
    [
        pytest.param("/v1/querybatch", faults.status(500), "it says 500", id="500"),
        pytest.param("/v1/querybatch", faults.status(403), "it says 403", id="403"),
        pytest.param(
            "/v1/querybatch",
            faults.redirect("/elsewhere"),
            "it says 302",
            id="redirect",
        ),
        pytest.param("/v1/querybatch", faults.hang_up, "peer closed", id="hang-up"),
        pytest.param(
            "/v1/querybatch",
            faults.document({"results": []}),
            "its answer makes no sense",
            id="no-results",
        ),
        pytest.param(
            "/v1/querybatch",
            faults.document({"results": [{"next_page_token": "1"}]}),
            "it gives page after page",
            id="endless",
        ),
        pytest.param(
            "/v1/vulns/GHSA-1", faults.status(404), "it says 404", id="record"
        ),
        pytest.param(
            "/v1/vulns/GHSA-1",
            faults.document({"summary": "no id"}),
            "GHSA-1: it is not in the format of OSV",
            id="no-record",
        ),
        pytest.param(
            "/v1/vulns/GHSA-1",
            lambda request: faults.send(request, 200, b"<html>"),
            "its answer is no JSON",
            id="no-json",
        ),
    ],
)
def test_an_api_without_answer(
    osv: LoopbackOsv, tmp_path: Path, path: str, fault: Any, reason: str
) -> None:
    """Whatever goes wrong, it is told; it is never "no advisory"."""
    osv.faults[path] = fault
    with (
        OsvApi(location(osv.url), tmp_path) as api,
        pytest.raises(AdvisoryError, match=reason),
    ):
        api.about(ONE)


def test_a_dead_api_is_asked_once(osv: LoopbackOsv, tmp_path: Path) -> None:
    """After three attempts it is left alone for a while."""
    osv.faults["/v1/querybatch"] = faults.hang_up
    with OsvApi(location(osv.url), tmp_path) as api:
        for _ in range(3):
            with pytest.raises(AdvisoryError):
                api.about(ONE)

    assert len(osv.asked) == web.ATTEMPTS


# ------------------------------------------------------------------------ index


@pytest.fixture
def index() -> Iterator[LoopbackIndex]:
    """Return an index that knows vulnerabilities of three releases."""
    with LoopbackIndex() as running:
        for version, entries in {
            "1.0": [
                entry("PYSEC-1", "1.2", "0.9", aliases=["CVE-1"]),
                entry("PYSEC-9", "1.1", withdrawn="2026-01-01"),
            ],
            "1.2": [entry("PYSEC-2", "1.3")],
            "1.3": [],
            "5.0": [entry("PYSEC-1", "1.2", aliases=["CVE-1"])],
        }.items():
            page = faults.document({"info": {}, "vulnerabilities": entries})
            running.faults[f"/pypi/shop/{version}/json"] = page
        yield running


def entry(identity: str, *fixed_in: str, **more: object) -> dict[str, object]:
    """Return a vulnerability as the index gives it."""
    return {
        "id": identity,
        "fixed_in": list(fixed_in),
        "details": f"Fault {identity}",
        "summary": None,
        "link": f"https://forge.example/{identity}",
        "withdrawn": None,
        **more,
    }


@pytest.fixture
def source(index: LoopbackIndex, tmp_path: Path) -> Iterator[IndexAdvisories]:
    """Return the data of this index as a source."""
    with client_of(index, tmp_path) as packages:
        yield IndexAdvisories([index.url], packages.pages, tmp_path)


def test_the_index(source: IndexAdvisories) -> None:
    """It is asked for the version in use, and for the one that mends it."""
    found = source.about(ONE | {"gone": [Version("1")]})

    assert set(found) == {"shop"}
    assert [(each.id, each.spans) for each in found["shop"]] == [
        ("CVE-1", (Span("1.0", "1.2"),)),
        ("PYSEC-2", (Span("1.2", "1.3"),)),
    ]
    assert found["shop"][0].summary == "Fault PYSEC-1"
    assert found["shop"][0].url == "https://forge.example/PYSEC-1"
    assert not any(affects(each, Version("1.3")) for each in found["shop"])


def test_the_index_knows_no_fix(source: IndexAdvisories) -> None:
    """Where no later version mends it, the fault has no end."""
    (found,) = source.about({"shop": [Version("5.0")]})["shop"]

    assert found.spans == (Span("5.0"),)


def test_the_index_is_asked_with_its_tag(index: LoopbackIndex, tmp_path: Path) -> None:
    """What is fresh is not asked for again, what is stale conditionally."""
    now = 1000.0
    pins = {"shop": [Version("1.3")]}
    with client_of(index, tmp_path) as packages:
        indexes, pages = [index.url], packages.pages
        source = IndexAdvisories(indexes, pages, tmp_path, clock=lambda: now)
        first = source.about(pins)
        assert source.about(pins) == first == {"shop": ()}
        assert index.asked == ["/pypi/shop/1.3/json"]
        now += 3600
        assert source.about(pins) == first

    assert index.headers["/pypi/shop/1.3/json"]["if-none-match"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        pytest.param(faults.status(404), "HONEBOT_ADVISORIES can name", id="404"),
        pytest.param(faults.status(500), "it says 500", id="500"),
        pytest.param(faults.document({"info": {}}), "makes no sense", id="none"),
        pytest.param(faults.document({"vulnerabilities": [1]}), "no sense", id="odd"),
    ],
)
def test_an_index_without_answer(
    index: LoopbackIndex, source: IndexAdvisories, fault: Any, reason: str
) -> None:
    """An index that has no such data is not taken for one that says "none"."""
    index.faults["/pypi/shop/1.0/json"] = fault

    with pytest.raises(AdvisoryError, match=reason):
        source.about(ONE)


@pytest.mark.parametrize(("number", "asked"), [(4, 8), (5, 5)])
def test_a_silent_index_is_left_alone(
    index: LoopbackIndex, tmp_path: Path, number: int, asked: int
) -> None:
    """An index that knows nothing of many is asked again in an hour, not before."""
    now = 1000.0
    pins = {f"gone{each}": [Version("1")] for each in range(number)}
    with client_of(index, tmp_path) as packages:
        indexes, pages = [index.url], packages.pages
        source = IndexAdvisories(indexes, pages, tmp_path, clock=lambda: now)
        for _ in range(2):
            with pytest.raises(AdvisoryError, match="HONEBOT_ADVISORIES"):
                source.about(pins)
        assert len(index.asked) == asked
        now += 3601
        assert source.about(ONE)


# ---------------------------------------------------------------------- opening


@pytest.mark.parametrize(
    ("setting", "kind"),
    [
        pytest.param("", IndexAdvisories, id="none"),
        pytest.param("osv/all.zip", LocalDatabase, id="path"),
        pytest.param("https://advisories.example/osv", OsvApi, id="https"),
        pytest.param("http://127.0.0.1:8000", OsvApi, id="loopback"),
        pytest.param("http://[::1]:8000/", OsvApi, id="loopback-6"),
        pytest.param("http://localhost:8000/", OsvApi, id="localhost"),
    ],
)
def test_opening(tmp_path: Path, setting: str, kind: type) -> None:
    """The setting says which source it is."""
    settings = IndexSettings((Location("https://index.example/simple/"),))
    with LoopbackIndex() as index, client_of(index, tmp_path) as packages:
        found = open_advisories(setting, settings, packages, tmp_path)

    assert type(found) is kind


@pytest.mark.parametrize(
    "setting",
    [
        "http://me:hush@advisories.example/",
        "ftp://me:hush@advisories.example/",
        "http://127.0.0.1.evil.example/hush@",
        "https://me:hush@[/",
        "file:///hush",
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, setting: str) -> None:
    """Only https, or http on this machine; the password is not repeated."""
    settings = IndexSettings(())
    with (
        LoopbackIndex() as index,
        client_of(index, tmp_path) as packages,
        pytest.raises(AdvisorySettingError, match="HONEBOT_ADVISORIES") as caught,
    ):
        open_advisories(setting, settings, packages, tmp_path)

    assert "hush" not in str(caught.value)


def test_a_password_of_the_api(osv: LoopbackOsv, tmp_path: Path) -> None:
    """It goes to the API alone, and is written and told nowhere."""
    address = osv.url.replace("http://", "http://me:hush@")
    osv.faults["/v1/vulns/CVE-2"] = faults.status(404)
    with (
        OsvApi(location(address), tmp_path) as api,
        pytest.raises(AdvisoryError) as caught,
    ):
        api.about(ONE)

    assert osv.authorization == "Basic bWU6aHVzaA=="
    assert "hush" not in f"{caught.value} {api.source} {api.__dict__}"
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"hush" in path.read_bytes() for path in kept)
