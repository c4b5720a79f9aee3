"""What the path of a file, and the rest of its project, say about debugging."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Outcome, Project

CODEMOD = CATALOGUE["flask-debug"]
OWN = b"from flask import Flask\napp = Flask(__name__)\napp.run(debug=True)\n"
OTHER = b"from shop import create_app\ncreate_app().run(debug=True)\n"
SHOP = Project(modules=frozenset({"shop"}), dependencies=frozenset({"flask"}))


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        pytest.param("run.py", True, id="plain"),
        pytest.param("device.py", True, id="another-word"),
        pytest.param("run_dev.py", False, id="development"),
        pytest.param("dev/run.py", False, id="folder"),
    ],
)
def test_path(path: str, *, changed: bool) -> None:
    """A file that is named for development may debug."""
    assert bool(rewrite(CODEMOD, path, OWN).findings) == changed


@pytest.mark.parametrize(
    ("source", "project", "found"),
    [
        pytest.param(OTHER, SHOP, 1, id="own-factory"),
        pytest.param(OTHER, Project(dependencies=SHOP.dependencies), 0, id="library"),
        pytest.param(OTHER, Project(modules=SHOP.modules), 0, id="no-flask"),
        pytest.param(
            b"import flask\n" + OTHER, Project(modules=SHOP.modules), 1, id="imported"
        ),
        pytest.param(OTHER.replace(b"create_app", b"job"), SHOP, 0, id="other-name"),
    ],
)
def test_application_of_another_file(
    source: bytes, project: Project, found: int
) -> None:
    """What another file of a project with Flask makes is named, not changed."""
    result = rewrite(CODEMOD, "run.py", source, project)

    assert result.source == source
    assert [left.outcome for left in result.left_alone] == [Outcome.UNSURE] * found
