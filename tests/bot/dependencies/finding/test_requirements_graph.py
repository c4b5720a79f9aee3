"""Requirements files are joined by what they ask for and are compiled from."""

from __future__ import annotations

import pytest

from bot.dependencies.finding.kinds import kind_of
from bot.dependencies.finding.requirements_graph import Compilation, Graph, read_graph


def _graph(files: dict[str, str], *named: str) -> Graph:
    """Return the graph of files; only the named ones are known as manifests."""
    return read_graph(
        {path: kind_of(path, files[path]) for path in named or files},
        lambda path: files[path].encode() if path in files else None,
    )


def test_order_is_from_the_inner_to_the_outer() -> None:
    """A file comes behind all that it asks for."""
    graph = _graph(
        {
            "a.txt": "-r sub/b.txt\n-c c.txt\na==1\n",
            "sub/b.txt": "-r ../d.txt\nb==1\n",
            "c.txt": "b==1\n",
            "d.txt": "d==1\n",
        },
        "a.txt",
    )

    assert graph.order() == ("d.txt", "sub/b.txt", "c.txt", "a.txt")
    assert graph.reached("a.txt") == ("a.txt", "sub/b.txt", "c.txt", "d.txt")
    assert graph.kinds["c.txt"] == "constraints"
    assert [place.constraint for place in graph.readings["c.txt"].places] == [True]
    assert graph.problems == ()


def test_the_file_that_owns_a_pin() -> None:
    """It is the nearest file in which the package is asked for."""
    graph = _graph(
        {
            "dev.txt": "-r base.txt\ntool==1\n",
            "base.txt": "-c pins.txt\nshop\n",
            "pins.txt": "shop==1\ntool==1\nless==1\n",
        }
    )

    owned = [
        (name, [(place.path, place.line) for place in graph.owners("dev.txt", name)])
        for name in ("tool", "shop", "less", "none")
    ]

    assert owned == [
        ("tool", [("dev.txt", 2)]),
        ("shop", [("base.txt", 2)]),
        ("less", [("pins.txt", 3)]),
        ("none", []),
    ]


def test_circles_end() -> None:
    """A file that leads to itself is a problem of one line."""
    graph = _graph({"a.txt": "-r b.txt\n", "b.txt": "-r a.txt\n-r c.txt\n"}, "a.txt")

    assert graph.order() == ("b.txt", "a.txt")
    assert [(each.path, each.line, each.reason) for each in graph.problems] == [
        ("b.txt", 2, "it asks for c.txt, which is not there"),
        ("b.txt", 1, "it asks for a.txt, which leads back to it"),
    ]


def test_a_file_that_asks_for_itself() -> None:
    """It is a circle of one."""
    graph = _graph({"a.txt": "b==1\n-r ./a.txt\n"})

    assert [(each.path, each.line) for each in graph.problems] == [("a.txt", 2)]


def test_two_ways_to_a_file_are_no_circle() -> None:
    """A file may be asked for twice."""
    graph = _graph(
        {"a.txt": "-r b.txt\n-r c.txt\n", "b.txt": "-r c.txt\n", "c.txt": "c\n"}
    )

    assert graph.problems == ()
    assert graph.order() == ("c.txt", "b.txt", "a.txt")
    assert graph.reached("a.txt") == ("a.txt", "b.txt", "c.txt")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("-r ../../x.txt", "it asks for ../x.txt, which is out of the repository"),
        ("-r /x.txt", "it asks for /x.txt, which is out of the repository"),
        ("-r x.txt", "it asks for sub/x.txt, which is not there"),
    ],
)
def test_files_that_are_not_there(line: str, reason: str) -> None:
    """They are named with the line that asks for them."""
    graph = _graph({"sub/a.txt": f"a==1\n{line}\n"})

    ((path, number, said),) = (
        (each.path, each.line, each.reason) for each in graph.problems
    )
    assert (path, number, said) == ("sub/a.txt", 2, reason)


def test_addresses_are_not_followed() -> None:
    """No address and no variable is taken for a file."""
    graph = _graph({"a.txt": "-r https://x.invalid/r.txt\n-c ${PINS}\n"})

    assert graph.edges == ()
    assert graph.problems == ()


def _sources(graph: Graph) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.output, each.sources, each.missing) for each in graph.compilations]


def test_layers_are_compiled_from_the_inner_to_the_outer() -> None:
    """What `-r`, `-c` and the header's `-c` need is compiled first."""
    head = "# by the following command:\n#\n#    pip-compile {}\n"
    graph = _graph(
        {
            "a/dev.in": "-r test.in\n-c base.txt\ntool\n",
            "a/dev.txt": head.format("--output-file=a/dev.txt a/dev.in") + "tool==1\n",
            "a/test.in": "pytest\n",
            "a/test.txt": head.format("-c base.txt --output-file=test.txt test.in"),
            "a/base.in": "shop\n",
            "a/base.txt": head.format("base.in") + "shop==1\n",
        }
    )

    assert _sources(graph) == [
        ("a/base.txt", ("a/base.in",), ()),
        ("a/test.txt", ("a/test.in",), ()),
        ("a/dev.txt", ("a/dev.in",), ()),
    ]
    assert graph.compilations[1].constraints == ("a/base.txt",)
    assert graph.compiled_from("a/base.in") == (graph.compilations[0],)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"r.txt": "#    uv pip compile pyproject.toml x.in -o r.txt\na==1\n"},
            ("r.txt", (), ("pyproject.toml", "x.in")),
            id="sources are not there",
        ),
        pytest.param(
            {"r.txt": "a==1\n    # via -r in/x.in\n", "in/x.in": "a\n"},
            ("r.txt", ("in/x.in",), ()),
            id="no header, a comment names the source",
        ),
        pytest.param(
            {
                "r.txt": "# autogenerated by pip-compile\n# make r\na==1\n"
                "    # via shop (pyproject.toml)\n",
                "pyproject.toml": "",
            },
            ("r.txt", ("pyproject.toml",), ()),
            id="custom command, a comment names the project",
        ),
        pytest.param(
            {
                "r/dev.txt": "a==1\n    # via -r r/base.in\nb==1\n"
                "    # via\n    #   -r r/dev.in\n    #   -r r/base.in\n",
                "r/dev.in": "-r base.in\nb\n",
                "r/base.in": "a\n",
            },
            ("r/dev.txt", ("r/dev.in",), ()),
            id="comments name what the source asks for, too",
        ),
        pytest.param(
            {
                "a/r.txt": "# by the following command:\n#    pip-compile\na==1\n",
                "a/pyproject.toml": "",
                "requirements.in": "",
            },
            ("a/r.txt", ("a/pyproject.toml",), ()),
            id="pip-compile without a name",
        ),
        pytest.param(
            {
                "a/r.txt": "#    pip-compile\na==1\n    # via -r other.in\n",
                "a/other.in": "a\n",
            },
            ("a/r.txt", ("a/other.in",), ()),
            id="pip-compile without a name, a comment says it",
        ),
        pytest.param(
            {"r.txt": "a==1\n", "r.in": "a\n"},
            ("r.txt", ("r.in",), ()),
            id="the same name",
        ),
        pytest.param(
            {"r.txt": "# autogenerated by hatch-pip-compile\na==1\n"},
            ("r.txt", (), ()),
            id="nothing says the source",
        ),
        pytest.param(
            {"r.txt": "# by the following command:\n# pip-compile /x/r.in\na==1\n"},
            ("r.txt", (), ("/x/r.in",)),
            id="a path of a machine",
        ),
    ],
)
def test_sources(
    files: dict[str, str], expected: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    """The header says the sources, else the comments, else the name."""
    assert _sources(_graph(files, expected[0])) == [expected]


def test_what_is_written_by_hand_is_not_compiled() -> None:
    """A file with ranges has no source, whatever is beside it."""
    graph = _graph({"r.txt": "a>=1\n", "r.in": "a\n"})

    assert graph.compilations == ()


def test_other_manifests_are_no_part_of_it() -> None:
    """Only requirements files are read; one that cannot be read stops nothing."""
    files = {"a.txt": b"# coding: no-such\n", "pyproject.toml": b"", "b.txt": b"b==1"}

    graph = read_graph(
        {
            "a.txt": "requirements",
            "pyproject.toml": "pyproject",
            "gone.txt": "compiled",
            "b.txt": "compiled",
        },
        files.get,
    )

    assert graph.order() == ("a.txt", "b.txt")
    assert graph.compilations == (Compilation("b.txt", ()),)
