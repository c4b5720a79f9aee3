"""Requirements files are read to the byte."""

from __future__ import annotations

import pytest

from bot.dependencies.finding.requirements_file import read
from bot.dependencies.places import Included, Origin, Place, Splice, spliced
from codemods.model import Outcome

A = "a" * 64
B = "b" * 64


def _place(content: bytes, path: str = "requirements.txt") -> Place:
    reading = read(path, content)
    (place,) = reading.places
    assert reading.problems == ()
    return place


def _versions(content: bytes, place: Place) -> list[tuple[str, str]]:
    """Return the clauses, each with its version as the bytes have it."""
    return [
        (clause.operator, content[clause.start : clause.end].decode())
        for clause in place.clauses
    ]


@pytest.mark.parametrize(
    ("line", "name", "clauses"),
    [
        pytest.param("shop==1.0.0", "shop", [("==", "1.0.0")], id="plain"),
        pytest.param("shop == 1.0.0", "shop", [("==", "1.0.0")], id="spaces"),
        pytest.param("Shop_A.b==1", "shop-a-b", [("==", "1")], id="spelling"),
        pytest.param("zope.shop==1", "zope-shop", [("==", "1")], id="dotted"),
        pytest.param("shop[x,y] == 1", "shop", [("==", "1")], id="extras"),
        pytest.param("shop [x]==1", "shop", [("==", "1")], id="extra after space"),
        pytest.param("shop (==1.0)", "shop", [("==", "1.0")], id="parentheses"),
        pytest.param("\tshop==1", "shop", [("==", "1")], id="tab"),
        pytest.param("   shop==1  ", "shop", [("==", "1")], id="indent"),
        pytest.param("shop>=1,<2", "shop", [(">=", "1"), ("<", "2")], id="range"),
        pytest.param("shop<2, >=1", "shop", [("<", "2"), (">=", "1")], id="order"),
        pytest.param(
            "shop~=1.0,!=1.2", "shop", [("~=", "1.0"), ("!=", "1.2")], id="compatible"
        ),
        pytest.param("shop==1;", "shop", [("==", "1")], id="an empty marker"),
        pytest.param(
            "shop==1 ;\xa0os_name=='nt'", "shop", [("==", "1")], id="no-break space"
        ),
        pytest.param("shop==1.*", "shop", [("==", "1.*")], id="wildcard"),
        pytest.param("shop===1-x", "shop", [("===", "1-x")], id="arbitrary"),
        pytest.param("shop==1+cu111", "shop", [("==", "1+cu111")], id="local"),
        pytest.param("shop==1!2.0", "shop", [("==", "1!2.0")], id="epoch"),
        pytest.param("shop==v1", "shop", [("==", "v1")], id="v"),
        pytest.param("shop==1rc1", "shop", [("==", "1rc1")], id="release candidate"),
        pytest.param("shop==1.post1", "shop", [("==", "1.post1")], id="post release"),
        pytest.param("shop", "shop", [], id="any"),
        pytest.param(
            "shop==1 \\\n  --hash=sha256:ab", "shop", [("==", "1")], id="hash below"
        ),
        pytest.param(
            "shop==1\\\n  --hash=sha256:ab", "shop", [("==", "1")], id="no space"
        ),
        pytest.param("shop \\\n==1", "shop", [("==", "1")], id="version below"),
        pytest.param(
            "shop==1 --config-settings=x=y", "shop", [("==", "1")], id="settings"
        ),
        pytest.param(
            'shop==1 --global-option="x y"', "shop", [("==", "1")], id="option"
        ),
    ],
)
def test_versions(line: str, name: str, clauses: list[tuple[str, str]]) -> None:
    """Each version is found at its bytes, whatever is around it."""
    content = f"# first\n\n{line}".encode()

    place = _place(content)

    assert (place.name, place.line, place.path) == (name, 3, "requirements.txt")
    assert _versions(content, place) == clauses
    assert place.origin is Origin.INDEX


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"x\r\nshop==1.0\r\n", 2, id="CRLF"),
        pytest.param(b"x\rshop==1.0\r", 2, id="lone CR"),
        pytest.param(b"\xef\xbb\xbfshop==1.0", 1, id="byte order mark"),
        pytest.param(b"shop==1.0", 1, id="no final newline"),
        pytest.param(
            "# coding: latin-1\n# é\nshop==1.0".encode("latin-1"), 3, id="coding line"
        ),
        pytest.param("# é ü 漢\nshop==1.0".encode(), 2, id="UTF-8"),
        pytest.param(
            "# coding: utf-8-sig\n# é\nshop==1.0".encode(), 3, id="UTF-8, other name"
        ),
        pytest.param(b"# \xff\xfe odd\nshop==1.0", 2, id="no UTF-8"),
    ],
)
def test_bytes_around(content: bytes, line: int) -> None:
    """Line endings, marks and encodings shift no offset."""
    place = next(each for each in read("r.txt", content).places if each.name == "shop")
    (clause,) = place.clauses

    made = spliced(content, (Splice(clause.start, clause.end, b"2.0"),))

    assert place.line == line
    assert made == content.replace(b"1.0", b"2.0")
    assert content[place.start : place.end] == b"shop==1.0"
    assert place.ignored == ""


def test_an_encoding_that_is_not_edited() -> None:
    """A file in UTF-16 is read, and says why nothing is proposed for it."""
    content = b"\xff\xfe" + "shop==1.0\r\n".encode("utf-16-le")

    place = _place(content)

    assert place.pinned == "1.0"
    assert place.ignored == "the file is written in utf-16-le, which is not edited"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"# coding: no-such\nshop==1\n", id="unknown"),
        pytest.param(b"# coding: ascii\n# \xff\nshop==1\n", id="other bytes"),
        pytest.param(b"# coding: hex\nshop==1\n", id="no text"),
        pytest.param(b"\xff\xfea", id="half a character"),
        pytest.param(
            "# coding: iso-2022-jp\n# 漢字\nshop==1\n".encode("iso-2022-jp"),
            id="letters that depend on those before",
        ),
        pytest.param(b"# coding: utf-7\n# +AGE\n", id="two ways to write a letter"),
    ],
)
def test_an_encoding_that_cannot_be_read(content: bytes) -> None:
    """A file that is not what it says is one problem."""
    reading = read("r.txt", content)

    assert reading.places == ()
    assert [(each.line, each.outcome) for each in reading.problems] == [
        (0, Outcome.UNREADABLE)
    ]


def test_extras_and_marker() -> None:
    """Extras are in order, a marker is as it is written, the comment a remark."""
    place = _place(b'Shop[z, b]==1 ; python_version<"3.9"  # old  ones\n')

    assert place.extras == ("b", "z")
    assert place.marker == 'python_version<"3.9"'
    assert place.remark == "old  ones"
    assert place.written == "Shop"
    assert place.text == 'Shop[z, b]==1 ; python_version<"3.9"'


@pytest.mark.parametrize(
    "content",
    [
        f"shop==1 --hash=sha256:{A} --hash=sha256:{B}\n",
        f"shop==1 \\\n    --hash=sha256:{A} \\\n    --hash=sha256:{B}\n",
        f"shop==1\\\r\n    --hash=sha256:{A} \\\r\n    --hash=sha256:{B}\r\n",
        f"shop==1 --hash sha256:{A} '--hash=sha256:{B}'",
        f'shop==1 --has="sha256:{A}" \\\n  --hash=sha256:"{B}" # x',
    ],
)
def test_hashes(content: str) -> None:
    """Hashes are found at their bytes, in every layout."""
    raw = content.encode()

    place = _place(raw)

    assert [(each.algorithm, each.digest) for each in place.hashes] == [
        ("sha256", A),
        ("sha256", B),
    ]
    assert [raw[each.start : each.end].decode() for each in place.hashes] == [A, B]
    for each in place.hashes:
        option = raw[each.option_start : each.option_end].decode()
        assert option.strip("'\"").startswith("--has")
        assert each.digest in option


@pytest.mark.parametrize(
    ("line", "origin", "name", "reference"),
    [
        ("shop @ https://x.invalid/shop-1.0.zip", Origin.URL, "shop", []),
        ("https://x.invalid/shop-1.0-py3-none-any.whl", Origin.URL, "shop", []),
        ("./wheels/shop-1.0-py3-none-any.whl", Origin.FOLDER, "shop", []),
        ("git+https://x.invalid/a/shop@v1", Origin.REPOSITORY, "", [("@", "v1")]),
        (
            "git+ssh://git@x.invalid/a/shop.git@v1#egg=Shop_x[y]&subdirectory=z",
            Origin.REPOSITORY,
            "shop-x",
            [("@", "v1")],
        ),
        (
            "-e git+https://x.invalid/a/shop.git@1.0#egg=shop",
            Origin.REPOSITORY,
            "shop",
            [("@", "1.0")],
        ),
        (
            "shop @ git+https://x.invalid/a/shop@v1 ; python_version>'3'",
            Origin.REPOSITORY,
            "shop",
            [("@", "v1")],
        ),
        ("shop @ https://x.invalid/s.zip;os_name=='nt'", Origin.URL, "shop", []),
        ("git+https://x.invalid/a/shop#egg=shop", Origin.REPOSITORY, "shop", []),
        ("-e .", Origin.FOLDER, "", []),
        ("--editable=.[all]", Origin.FOLDER, "", []),
        ("./local", Origin.FOLDER, "", []),
        ("shop @ file:///opt/shop", Origin.FOLDER, "shop", []),
        ("shop.zip", Origin.FOLDER, "", []),
    ],
)
def test_what_comes_from_no_index(
    line: str, origin: Origin, name: str, reference: list[tuple[str, str]]
) -> None:
    """Addresses, repositories and folders are told from what an index has."""
    content = f"a==1\n{line}\n".encode()

    place = read("r.txt", content).places[1]

    assert (place.origin, place.name) == (origin, name)
    assert _versions(content, place) == reference
    assert place.pinned == ""
    assert place.location


def test_includes_are_paths_of_the_repository() -> None:
    """`-r` and `-c` in all their spellings, relative to the file."""
    content = b"\n".join(
        [
            b"-r base.txt # all",
            b"--requirement=../more.txt",
            b"-c 'con straints.txt'",
            b"--constraint ../../out.txt",
            b"-rjoined.txt",
            b"-r https://me:secret@x.invalid/r.txt",
        ]
    )

    reading = read("deploy/requirements.txt", content)

    assert reading.includes == (
        Included("deploy/base.txt", 1),
        Included("more.txt", 2),
        Included("deploy/con straints.txt", 3, constraint=True),
        Included("../out.txt", 4, constraint=True),
        Included("deploy/joined.txt", 5),
        Included("https://x.invalid/r.txt", 6),
    )
    assert reading.problems == ()


def test_only_the_first_file_of_a_line_is_read() -> None:
    """What pip passes over silently is said."""
    reading = read("r.txt", b"-r a.txt -r b.txt\n")

    assert [each.path for each in reading.includes] == ["a.txt"]
    assert [each.reason for each in reading.problems] == [
        "pip reads only one file of a line, here a.txt"
    ]


def test_options() -> None:
    """Options are said in their long form."""
    content = b"-i https://x.invalid/simple\n--pre --no-binary shop -- --no-index\n"

    reading = read("r.txt", content)

    assert reading.options == (
        "--index-url https://x.invalid/simple",
        "--pre",
        "--no-binary shop",
    )


SECRET = "s3cr3t-token"  # noqa: S105  # planted, to be looked for


@pytest.mark.parametrize(
    "line",
    [
        f"--index-url https://me:{SECRET}@x.invalid/simple",
        f"-i https://{SECRET}@x.invalid/simple",
        f"--extra-index-url=https://me:{SECRET}/x@x.invalid/simple",
        f"-f https://x.invalid/files?token={SECRET}",
        f"-i me:{SECRET}@x.invalid/simple",
        f"shop @ https://me:{SECRET}@x.invalid/shop.zip",
        f"git+https://{SECRET}@x.invalid/shop@v1#egg=shop",
        f"-e git+https://{SECRET}:x@x.invalid/shop@v1#egg=shop",
        f"-r https://me:{SECRET}@x.invalid/r.txt",
        f"shop==1 # from https://me:{SECRET}@x.invalid/simple",
        f"what is https://me:{SECRET}@x.invalid/simple",
        f"--odd https://me:{SECRET}@x.invalid/simple",
        f"shop==1 --odd=https://me:{SECRET}@x.invalid/simple",
    ],
)
def test_no_password_is_in_a_reading(line: str) -> None:
    """Credentials in addresses stay in the file."""
    reading = read("r.txt", f"{line}\n".encode())

    assert SECRET not in repr(reading)
    assert repr(reading) != repr(read("r.txt", b""))


def test_needed_by() -> None:
    """The names in `# via` comments, on one line or below each other."""
    content = f"""\
#
# This file is autogenerated by pip-compile with Python 3.11
#
a==1              # via b, c
b==1 \\
    --hash=sha256:{A} \\
    --hash=sha256:{B}
    # via
    #   -r requirements.in
    #   c[x]
    # from https://x.invalid/simple
c==1 \\
    --hash=sha256:{A} \\
    # via shop (pyproject.toml)
d==1

# via nobody
""".encode()

    reading = read("requirements.txt", content)

    assert [(each.name, each.via) for each in reading.places] == [
        ("a", ("b", "c")),
        ("b", ("-r requirements.in", "c[x]")),
        ("c", ("shop (pyproject.toml)",)),
        ("d", ()),
    ]
    assert {(each.kind, each.locked) for each in reading.places} == {("compiled", True)}
    assert {each.remark for each in reading.places} == {""}


@pytest.mark.parametrize(
    ("comment", "ignored"),
    [
        ("renovate: ignore", "a comment says `renovate: ignore`"),
        ("pyup: ignore", "a comment says `pyup: ignore`"),
        ("why not # honebot: ignore", "a comment says `honebot: ignore`"),
        ("pyup: ignore until 2027-01-01", ""),
        ("pyup: <2.0", ""),
        ("ignore", ""),
    ],
)
def test_comments_that_ask_to_ignore(comment: str, ignored: str) -> None:
    """What is asked for ever is said; what depends on the day is a remark."""
    place = _place(f"shop==1  # {comment}\n".encode())

    assert (place.ignored, place.remark) == (ignored, comment)


def test_a_comment_that_asks_to_ignore_the_file() -> None:
    """All places of it are left alone."""
    reading = read("r.txt", b"# pyup: ignore file\na==1\nb==1\n")

    assert {each.ignored for each in reading.places} == {"a comment says `ignore file`"}


def test_a_remark_for_us_that_is_not_understood() -> None:
    """It is a problem of its line, and the place is read all the same."""
    reading = read("r.txt", b"a==1 # honebot: perhaps\n")

    assert [place.name for place in reading.places] == ["a"]
    assert [each.reason for each in reading.problems] == [
        "`honebot: perhaps` is not understood"
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("what is this", "`what is this` is no requirement (PEP 508)"),
        ("a==1#why", "`a==1#why` is no requirement (PEP 508)"),
        ("a==1\t--hash=sha256:ab", "is no requirement (PEP 508)"),
        ("a==1 --hash=md5:ab", "a hash is not one of sha256, sha384, sha512"),
        ("a==1 --hash", "`--hash` has no value"),
        ("a==1 --hash='x", "a quote in its options is not closed"),
        ("a==1 --use-wheel", "pip knows no option `--use-wheel` here"),
        ("a==1 -x", "pip knows no option `-x` here"),
        ("--pre=1", "`--pre` takes no value"),
        ("a==1 -C x", "`--config-settings` has no `=` in its value"),
        ("a==\udcff", "bytes that are no text"),
        ("./\udcff", "bytes that are no text"),
        ("-e ./\udcff", "bytes that are no text"),
    ],
)
def test_an_odd_line_is_a_problem_of_that_line(line: str, reason: str) -> None:
    """The lines around it are read."""
    content = f"before==1\n{line}\nafter==1\n".encode("utf-8", "surrogateescape")

    reading = read("r.txt", content)

    assert [place.name for place in reading.places] == ["before", "after"]
    ((problem),) = reading.problems
    assert (problem.path, problem.line) == ("r.txt", 2)
    assert reason in problem.reason


def test_a_variable_of_the_environment() -> None:
    """What only the environment knows is not guessed."""
    place = _place(b"shop==${SHOP_VERSION}\n")

    assert (place.name, place.clauses) == ("shop", ())
    assert place.ignored.endswith("is in the environment variable SHOP_VERSION")


@pytest.mark.parametrize(
    "content",
    [
        b"shop==1.\\\n0\n",
        b"shop==1 --hash=sha256:a\\\nb\n",
        b"shop==1 --hash=sha256:a'b'c\n",
        b"shop==1 --hash=sha256:\n",
    ],
)
def test_a_version_that_is_not_written_in_one_piece(content: bytes) -> None:
    """It is read, and left alone."""
    place = _place(content)

    assert place.name == "shop"
    assert place.ignored == "its version or a hash is not written in one piece"


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("requirements.txt", b"a\n", "requirements"),
        ("requirements/base.in", b"a\n", "requirements-in"),
        ("constraints.txt", b"a\n", "constraints"),
        ("constraints/ci.txt", b"a\n", "constraints"),
        ("x.txt", b"# autogenerated by pip-compile\na==1\n", "compiled"),
        ("x.txt", b"# pip-compile -q ./x.in\na==1\n", "compiled"),
        ("x.txt", b"#    uv pip compile ./x.in -o x.txt\na==1\n", "compiled"),
        ("x.txt", b"# pip-compile knows no markers. So\na==1\n", "requirements"),
        ("x.in", b"# pip-compile does not split\na==1\n", "requirements-in"),
        (
            "x.lock",
            b"# generated by rye\n# use `rye lock`\na==1\n    # via b\n",
            "compiled",
        ),
    ],
)
def test_kinds(path: str, content: bytes, kind: str) -> None:
    """The name and the first lines say which kind it is."""
    (place,) = read(path, content).places

    assert place.kind == kind
    assert place.locked is (kind == "compiled")
    assert place.constraint is (kind == "constraints")


def test_a_kind_that_is_known() -> None:
    """What another file says of a file counts more than its name."""
    (place,) = read("pins.txt", b"a==1\n", kind="constraints").places

    assert place.constraint


@pytest.mark.parametrize(
    ("line", "ignored"),
    [
        (b"-e './shop folder'\n", ""),
        (b"-e ./shop\\ folder\n", "it is quoted in an unusual way"),
    ],
)
def test_quotes_around_a_folder(line: bytes, ignored: str) -> None:
    """What a shell would read in pieces is left alone."""
    place = _place(line)

    assert place.ignored == ignored
    assert place.name == ""
