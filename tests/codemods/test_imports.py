"""Imports are reused, added beside their like, and taken out when useless."""

from __future__ import annotations

import ast

import pytest

from codemods.base import ImportNeeded
from codemods.editing import import_lines, unused_imports
from codemods.editing.fragments import Shift
from codemods.editing.imports import ImportRefusedError
from codemods.model import Project
from tests.support.modules import module_of

UTC = ImportNeeded("datetime", "UTC")
MODULE = ImportNeeded("logging")


@pytest.mark.parametrize(
    ("source", "needed", "spelling"),
    [
        pytest.param("import datetime\nx", UTC, "datetime.UTC", id="module"),
        pytest.param("import datetime as dt\nx", UTC, "dt.UTC", id="alias"),
        pytest.param("from datetime import UTC\nx", UTC, "UTC", id="name"),
        pytest.param("from datetime import UTC as U\nx", UTC, "U", id="name-alias"),
        pytest.param(
            "import datetime\nfrom datetime import UTC\nx", UTC, "UTC", id="shortest"
        ),
        pytest.param("import logging as lg\nx", MODULE, "lg", id="module-alone"),
        pytest.param(
            "import a.b\nx", ImportNeeded("a.b", "c"), "a.b.c", id="dotted-module"
        ),
        pytest.param(
            "from a import b\nx", ImportNeeded("a.b", "c"), "b.c", id="submodule"
        ),
        pytest.param(
            "def f():\n    import datetime\n    x", UTC, "datetime.UTC", id="local"
        ),
        pytest.param(
            "def f():\n    import datetime\n    def g():\n        x",
            UTC,
            "UTC",
            id="closure",
        ),
        pytest.param(
            "def f():\n    x\n    import datetime", UTC, "UTC", id="local-later"
        ),
        pytest.param(
            "def f():\n    x\nimport datetime", UTC, "datetime.UTC", id="below"
        ),
        pytest.param("x\nimport datetime", UTC, "UTC", id="later"),
        pytest.param(
            "if y:\n    import datetime\nx", UTC, "UTC", id="under-a-condition"
        ),
        pytest.param(
            "from datetime import datetime\nx", UTC, "UTC", id="beside-another-name"
        ),
        pytest.param("", UTC, "UTC", id="nothing"),
        pytest.param("x", MODULE, "logging", id="new-module"),
        pytest.param("x", ImportNeeded("a.b"), "a.b", id="new-dotted-module"),
    ],
)
def test_spelling(source: str, needed: ImportNeeded, spelling: str) -> None:
    """New code uses what the file imports, else the shortest new name."""
    module = module_of(source)
    nodes = [node for node in ast.walk(module.root) if ast.unparse(node) == "x"]

    assert module.imported(needed, nodes[-1] if nodes else None) == spelling


@pytest.mark.parametrize(
    ("source", "spelling"),
    [
        pytest.param("import datetime\ndef f(): ...", "datetime.UTC", id="above"),
        pytest.param("def f(): ...\nimport datetime", "UTC", id="below-a-function"),
        pytest.param("def f():\n    import datetime", "UTC", id="inside"),
    ],
)
def test_spelling_for_anywhere(source: str, spelling: str) -> None:
    """Without a place, only what the whole file can reach is used."""
    assert module_of(source).imported(UTC) == spelling


@pytest.mark.parametrize(
    ("source", "path", "reason"),
    [
        pytest.param("UTC = 1", "a.py", "another `UTC`", id="assigned"),
        pytest.param("def f(UTC): ...", "a.py", "another `UTC`", id="parameter"),
        pytest.param("print(UTC)", "a.py", "another `UTC`", id="from-elsewhere"),
        pytest.param("from a import *", "a.py", "a star import", id="star"),
        pytest.param("x", "datetime.py", "project's own", id="own-file"),
        pytest.param("import datetime\ndatetime = 1", "a.py", "", id="module-rebound"),
    ],
)
def test_refused(source: str, path: str, reason: str) -> None:
    """A name that is taken, or may be, is not imported over it."""
    module = module_of(source, path)

    if not reason:
        assert module.imported(UTC) == "UTC"
    else:
        with pytest.raises(ImportRefusedError, match=reason):
            module.imported(UTC)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("import xml", "", id="its-package"),
        pytest.param("import xml\nxml = 1", "another `xml`", id="rebound"),
        pytest.param("from shop import xml", "another `xml`", id="another"),
        pytest.param("def f():\n    import xml", "another `xml`", id="inside"),
        pytest.param("print(xml)", "another `xml`", id="from-elsewhere"),
    ],
)
def test_module_of_a_package(source: str, reason: str) -> None:
    """`import a.b` binds `a`, which the file may have, if it is that package."""
    module = module_of(source)

    if not reason:
        assert module.imported(ImportNeeded("xml.sax")) == "xml.sax"
    else:
        with pytest.raises(ImportRefusedError, match=reason):
            module.imported(ImportNeeded("xml.sax"))


def test_own_module_of_that_name() -> None:
    """A project with a module `datetime` of its own gets no import of it."""
    module = module_of("x", "a.py", Project(modules=frozenset({"datetime"})))

    with pytest.raises(ImportRefusedError, match="`datetime` is a module"):
        module.imported(UTC)


def added(source: str, needed: ImportNeeded, project: Project | None = None) -> str:
    """Return the source with an import added."""
    module = module_of(source, project=project)
    splice = import_lines.added(module, needed)
    return Shift([splice]).apply(module.source.data).decode()


@pytest.mark.parametrize(
    ("source", "result"),
    [
        pytest.param(
            "from datetime import date, time\n",
            "from datetime import UTC, date, time\n",
            id="sorted-by-type",
        ),
        pytest.param(
            "from datetime import time, date  # c\n",
            "from datetime import time, date, UTC  # c\n",
            id="unsorted",
        ),
        pytest.param(
            "from datetime import (date, time)\n",
            "from datetime import (UTC, date, time)\n",
            id="parentheses",
        ),
        pytest.param(
            "from datetime import (\n    TZ,\n    date as d,\n)\n",
            "from datetime import (\n    TZ,\n    UTC,\n    date as d,\n)\n",
            id="line-each",
        ),
        pytest.param(
            "from datetime import (\r\n\tAA,  # a\r\n\tBB  # b\r\n)\r\n",
            "from datetime import (\r\n\tAA,  # a\r\n\tBB,  # b\r\n\tUTC\r\n)\r\n",
            id="last-line",
        ),
        pytest.param(
            "from datetime import (\n    AA,\n    BB)\n",
            "from datetime import (\n    AA,\n    BB, UTC)\n",
            id="closed-on-last-line",
        ),
        pytest.param(
            "from datetime import AA, \\\n    BB, date\n",
            "from datetime import AA, \\\n    BB, UTC, date\n",
            id="backslash",
        ),
        pytest.param(
            f"from datetime import AA, BB, {'x' * 60}\n",
            f"from datetime import (\n    AA,\n    BB,\n    UTC,\n    {'x' * 60},\n)\n",
            id="too-long",
        ),
    ],
)
def test_joins_its_module(source: str, result: str) -> None:
    """A name joins the import of its module, in its order and layout."""
    assert added(source, UTC) == result


@pytest.mark.parametrize(
    ("source", "result"),
    [
        pytest.param("x = 1\n", "import logging\n\nx = 1\n", id="code"),
        pytest.param(
            "def f(): ...\n", "import logging\n\n\ndef f(): ...\n", id="definition"
        ),
        pytest.param(
            "#!/bin/sh\n# c\n\nx\n",
            "#!/bin/sh\n# c\n\nimport logging\n\nx\n",
            id="header",
        ),
        pytest.param(
            "# c\nx\n", "# c\n\nimport logging\n\nx\n", id="header-on-the-code"
        ),
        pytest.param('"""d"""\n', '"""d"""\n\nimport logging\n', id="docstring-alone"),
        pytest.param('"""d"""', '"""d"""\n\nimport logging', id="docstring-at-the-end"),
        pytest.param(
            '"""d"""\n\nx\n', '"""d"""\n\nimport logging\n\nx\n', id="docstring"
        ),
        pytest.param(
            '"""d"""\nx\n',
            '"""d"""\n\nimport logging\n\nx\n',
            id="docstring-on-the-code",
        ),
        pytest.param(
            "from __future__ import annotations\n\nx\n",
            "from __future__ import annotations\n\nimport logging\n\nx\n",
            id="future",
        ),
        pytest.param(
            "import abc\nimport re\n",
            "import abc\nimport logging\nimport re\n",
            id="sorted",
        ),
        pytest.param("import re\nx\n", "import logging\nimport re\nx\n", id="first"),
        pytest.param("import abc", "import abc\nimport logging", id="end-of-file"),
        pytest.param(
            "import re; import abc\nx\n",
            "import re; import abc\nimport logging\nx\n",
            id="unsorted",
        ),
        pytest.param(
            "from re import x\nimport os\nimport abc\n",
            "from re import x\nimport os\nimport abc\nimport logging\n",
            id="unsorted-below-its-form",
        ),
        pytest.param(
            "from re import x\nfrom abc import y\n",
            "from re import x\nfrom abc import y\nimport logging\n",
            id="unsorted-without-its-form",
        ),
        pytest.param(
            "import os\nfrom abc import x\n",
            "import logging\nimport os\nfrom abc import x\n",
            id="import-above-from",
        ),
        pytest.param(
            "from abc import x\nimport os\n",
            "from abc import x\nimport logging\nimport os\n",
            id="by-module-alone",
        ),
        pytest.param(
            "import abc\n\nimport yaml\n\nfrom shop import x\n",
            "import abc\nimport logging\n\nimport yaml\n\nfrom shop import x\n",
            id="its-group",
        ),
        pytest.param(
            "import yaml\n\nfrom . import x\n",
            "import logging\n\nimport yaml\n\nfrom . import x\n",
            id="new-group-above",
        ),
        pytest.param(
            "import abc\nimport yaml\n",
            "import abc\nimport logging\nimport yaml\n",
            id="mixed-group",
        ),
        pytest.param(
            "# first\nimport abc\n# second\nimport re\n",
            "# first\nimport abc\nimport logging\n# second\nimport re\n",
            id="comments",
        ),
        pytest.param(
            "__version__ = 1\nimport abc\nx\nimport re\n",
            "__version__ = 1\nimport abc\nimport logging\nx\nimport re\n",
            id="first-block",
        ),
        pytest.param(
            "def f(): ...\nimport abc\n",
            "import logging\n\n\ndef f(): ...\nimport abc\n",
            id="late-imports",
        ),
    ],
)
def test_new_statement(source: str, result: str) -> None:
    """An import goes to its kind, in that group's order."""
    project = Project(modules=frozenset({"shop"}))

    assert added(source, MODULE, project) == result


def test_new_group_below() -> None:
    """A kind that no group has, and that comes last, gets a group at the end."""
    assert added("import re\n\n\nx\n", ImportNeeded("yaml", "load")) == (
        "import re\n\nfrom yaml import load\n\n\nx\n"
    )


def without(before: str, after: str, path: str = "a.py") -> str:
    """Return what is left of `after` when its useless imports have gone."""
    old, edited = module_of(before, path), module_of(after, path)
    while splice := unused_imports.removed(old, edited):
        data = Shift([splice]).apply(edited.source.data)
        edited = module_of(data, path)
    return edited.source.data.decode()


@pytest.mark.parametrize(
    ("imports", "left"),
    [
        pytest.param("import a\n", "", id="module"),
        pytest.param("from b import a\n", "", id="name"),
        pytest.param("from b import c as a\n", "", id="alias"),
        pytest.param("from b import a, c\n", "from b import c\n", id="first-of-two"),
        pytest.param("from b import c, a\n", "from b import c\n", id="last-of-two"),
        pytest.param("import a, c\n", "import c\n", id="modules"),
        pytest.param(
            "from b import (\n    a,\n    c,\n)\n",
            "from b import (\n    c,\n)\n",
            id="line",
        ),
        pytest.param(
            "from b import (\n    c,\n    a\n)\n",
            "from b import (\n    c\n)\n",
            id="last-line",
        ),
        pytest.param("import c\n\nimport a\n\n", "import c\n\n", id="gap"),
        pytest.param("import a\n\nimport c\n", "import c\n", id="gap-on-top"),
        pytest.param("import c\r\n\r\nimport a\r\n\r\n", "import c\r\n\r\n", id="crlf"),
    ],
)
def test_useless_import_goes(imports: str, left: str) -> None:
    """An import that the edit has made useless goes with its line or comma."""
    assert without(f"{imports}a(1)\n", f"{imports}b(1)\n") == f"{left}b(1)\n"


@pytest.mark.parametrize(
    ("source", "path"),
    [
        pytest.param("import a\nX", "shop/__init__.py", id="package"),
        pytest.param("import a\n__all__ = ['a']\nX", "a.py", id="exported"),
        pytest.param("import a\ndef f(x: 'a.b'): ...\nX", "a.py", id="annotation"),
        pytest.param(
            "import a\nx = []  # type: list[a.b]\nX", "a.py", id="type-comment"
        ),
        pytest.param("import a as a\nX", "a.py", id="re-export"),
        pytest.param("import a  # noqa: F401\nX", "a.py", id="comment"),
        pytest.param(
            "from b import (\n    a,  # why\n    c,\n)\nX", "a.py", id="inside"
        ),
        pytest.param("import a; import c\nX", "a.py", id="same-line"),
        pytest.param("try:\n    import a\nexcept E: ...\nX", "a.py", id="condition"),
        pytest.param("import a\na = 1\nX", "a.py", id="bound-twice"),
        pytest.param("class C:\n    import a\n    X", "a.py", id="class-body"),
        pytest.param("import c\nX", "a.py", id="never-used"),
        pytest.param("for a in b:\n    X", "a.py", id="no-import"),
    ],
)
def test_import_stays(source: str, path: str) -> None:
    """An import that somebody else may want stays."""
    before, after = source.replace("X", "a"), source.replace("X", "b")

    assert without(before, after, path) == after


def test_only_statement_of_a_function_stays() -> None:
    """A function that only imports would be left without a body."""
    assert without(
        "def f():\n    import a\nX = a", "def f():\n    import a\nX = b"
    ) == ("def f():\n    import a\nX = b")


def test_docstrings_do_not_count() -> None:
    """A docstring that speaks of a name does not use it."""
    source = '"""Uses a."""\nimport a\n'

    assert without(f"{source}a", f"{source}b") == '"""Uses a."""\nb'
