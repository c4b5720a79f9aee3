"""Requirements files are compiled in a real sandbox, from an index of our own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.actions.base import Target
from bot.actions.catalogue import ACTIONS
from bot.actions.dependencies.pinning.errors import ResolutionError
from bot.assessment.facts import gather
from bot.errors import ActionError
from bot.model import Policy, Status
from bot.services.gateway.gateway import PackageGateway
from bot.services.index import IndexSettings, Location
from bot.services.sandbox import open_sandbox
from bot.services.tools import OwnTools
from bot.services.trees import FolderTree, MemoryTree
from tests.support.loopback_index import LoopbackIndex, hang_up, sdist, wheel
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import Change
    from bot.protocols import Tools

pytestmark = pytest.mark.sandbox

CASES = sorted(Path(__file__).parent.joinpath("cases").iterdir())
VERSION = "{}.{}".format(*sys.version_info)
DOCKERFILE = f"FROM python:{VERSION}\nRUN pip install -r requirements.txt\n"
PACKAGES = [
    wheel("alpha", "1.0", requires=("beta",)),
    wheel("alpha", "2.0", requires=("beta>=1", "epsilon; sys_platform == 'win32'")),
    wheel("beta", "1.0"),
    wheel("beta", "1.1"),
    wheel("gamma", "1.0"),
    wheel("gamma", "1.1"),
    wheel("delta", "1.0"),
    wheel("epsilon", "1.0"),
]


@pytest.fixture
def index() -> Iterator[LoopbackIndex]:
    """Serve a few packages."""
    with LoopbackIndex(list(PACKAGES)) as opened:
        yield opened


@pytest.fixture
def tools(index: LoopbackIndex, tmp_path: Path) -> Iterator[Tools]:
    """Open a sandbox that reaches this index."""
    settings = IndexSettings((Location(index.url),))
    with PackageGateway(settings, tmp_path / "home") as gateway:
        sandbox = open_sandbox("bubblewrap", home=tmp_path, gateway=gateway)
        yield OwnTools(sandbox, tmp_path / "scratch")


def pin(target: Target, tools: Tools) -> Change:
    """Return what the action makes of a target."""
    return ACTIONS["pin-dependencies"].change(target, tools)


def after(change: Change, path: str) -> str:
    """Return a file of a change."""
    (file,) = [file for file in change.files if file.path == path]
    assert file.after is not None
    return file.after.decode()


def read(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, written for the Python that runs this."""
    tree = FolderTree(folder)
    return {
        path: content.replace(b"3.11", VERSION.encode())
        for path, content in tree.read_many(tree.paths())
    }


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES])
def test_case(case: Path, tools: Tools) -> None:
    """The tree becomes the one of `after`, byte for byte; a second run rests."""
    before = read(case / "before")
    action = ACTIONS["pin-dependencies"]
    tree = MemoryTree(before)
    target = Target(tree, gather(tree, Policy()))

    assessed = action.assess(target)
    change = action.change(target, tools)
    written = before | {file.path: file.after or b"" for file in change.files}
    new_tree = MemoryTree(written)
    again = action.assess(Target(new_tree, gather(new_tree, Policy())))

    assert written == read(case / "after")
    assert assessed.status is Status.PROPOSED
    assert assessed.findings == change.findings
    assert [check.passed for check in change.checks] == [True] * len(
        [file for file in change.files if file.path.endswith(".txt")]
    )
    assert change.proof == "configuration"
    assert again.status is Status.SATISFIED


def test_a_young_release_is_not_taken(index: LoopbackIndex, tools: Tools) -> None:
    """A release of today gives way to an older one, unless it is asked for."""
    young = wheel("beta", "1.2")
    object.__setattr__(young, "uploaded", "2999-01-01T00:00:00Z")
    index.packages.append(young)
    files = {"requirements.txt": "beta\n", "Dockerfile": DOCKERFILE}
    needed = {"requirements.txt": "beta>=1.2\n", "Dockerfile": DOCKERFILE}

    waited = pin(target_of(files), tools)
    at_once = pin(target_of(files, {"minimum_age": "0"}), tools)
    forced = pin(target_of(needed), tools)

    assert "beta==1.1 " in after(waited, "requirements.txt")
    assert "beta==1.2 " in after(at_once, "requirements.txt")
    assert "beta==1.2 " in after(forced, "requirements.txt")
    assert "Younger than 3 days, but nothing older fits: beta." in forced.notes


def test_a_yanked_release_that_is_asked_for_is_told(
    index: LoopbackIndex, tools: Tools
) -> None:
    """The pull request says that a pin was withdrawn, and why."""
    yanked = wheel("zeta", "1.0")
    object.__setattr__(yanked, "yanked", "it deletes files.")
    index.packages.append(yanked)
    files = {"requirements.txt": "zeta==1.0\n", "Dockerfile": DOCKERFILE}

    change = pin(target_of(files), tools)

    assert (
        "zeta==1.0, which requirements.in asks for, was yanked: it deletes files."
        in change.notes
    )


def test_the_project_s_metadata_is_compiled_when_asked_for(tools: Tools) -> None:
    """A package's own dependencies go to a new file."""
    files = {
        "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n'
        'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\n'
        'version = "1"\nrequires-python = ">=3.11"\ndependencies = ["alpha<2"]\n',
        "demo.py": "",
    }
    target = target_of(files, {"file": "pyproject.toml", "python": VERSION})

    change = pin(target, tools)

    assert [file.path for file in change.files] == ["requirements.txt"]
    assert "alpha==1.0 " in after(change, "requirements.txt")
    assert "# via demo (pyproject.toml)" in after(change, "requirements.txt")


@pytest.mark.parametrize(
    ("requirements", "said"),
    [
        pytest.param("missing>=1\n", ("missing was not found",), id="not on the index"),
        pytest.param(
            "alpha==2.0\nbeta<1\n",
            ("depends on beta>=1", "you require beta<1", "are unsatisfiable."),
            id="conflict",
        ),
        pytest.param(
            "broken\n",
            ("`broken==1.0` cannot be built: RuntimeError: no compiler.",),
            id="build that fails",
        ),
    ],
)
def test_what_cannot_be_resolved_is_told_in_a_sentence(
    requirements: str, said: tuple[str, ...], index: LoopbackIndex, tools: Tools
) -> None:
    """The resolver's own sentence names the package; there is a way out."""
    index.packages.append(sdist("broken", hostile='raise RuntimeError("no compiler")'))
    files = {"requirements.txt": requirements, "Dockerfile": DOCKERFILE}

    with pytest.raises(ResolutionError) as raised:
        pin(target_of(files), tools)

    message = str(raised.value)
    assert message.startswith("requirements.txt cannot be resolved: ")
    assert all(part in message for part in (*said, "`--param file=PATH`"))
    assert "Traceback" not in message


def test_an_index_that_does_not_answer_is_told(
    index: LoopbackIndex, tools: Tools
) -> None:
    """A broken connection is a failure with a sentence, too."""
    index.faults["/simple/alpha/"] = hang_up
    files = {"requirements.txt": "alpha\n", "Dockerfile": DOCKERFILE}

    with pytest.raises(
        ActionError, match=r"requirements\.txt cannot be resolved: .*alpha"
    ):
        pin(target_of(files), tools)


def test_what_belongs_together_fails_together(tools: Tools) -> None:
    """A file that cannot be resolved leaves its group alone, and no other file."""
    files = {
        "requirements.txt": "alpha\n",
        "requirements-dev.txt": "-r requirements.txt\nmissing\n",
        "docs/requirements.txt": "gamma\n",
        "Dockerfile": f"FROM python:{VERSION}\nRUN pip install -r requirements.txt\n"
        "RUN pip install -r requirements-dev.txt\n"
        "RUN pip install -r docs/requirements.txt\n",
    }

    change = pin(target_of(files), tools)

    assert [file.path for file in change.files] == [
        "docs/requirements.in",
        "docs/requirements.txt",
    ]
    assert [place.path for place in change.left_alone] == [
        "requirements.txt",
        "requirements-dev.txt",
    ]
    assert all("missing was not found" in place.reason for place in change.left_alone)


def test_the_code_of_a_package_sees_nothing_of_this_machine(
    index: LoopbackIndex, tools: Tools, tmp_path: Path
) -> None:
    """A build that writes outside of its sandbox has written nothing."""
    mark = tmp_path / "mark"
    hostile = f"open({str(mark)!r}, 'w').write('out')"
    index.packages.append(
        sdist("spy", hostile=f"try:\n    {hostile}\nexcept OSError: pass")
    )
    files = {"requirements.txt": "spy\n", "Dockerfile": DOCKERFILE}

    change = pin(target_of(files), tools)

    assert "spy==1.0 " in after(change, "requirements.txt")
    assert not mark.exists()
