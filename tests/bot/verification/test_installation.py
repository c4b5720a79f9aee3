"""Environments made step by step, in a sandbox that installs nothing."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import EnvironmentFailedError
from bot.model import Facts, Manifest
from bot.protocols import Completed, Interpreter
from bot.services.trees import MemoryTree
from bot.verification import environment
from bot.verification.environment import Environments, Recipe, guess_version
from bot.verification.needs import MAIN, RUNNER, SPARE, Need, Needs
from tests.support.fake_sandbox import DONE, FakeSandbox, failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.verification.environment import Environment

PYTHON = Interpreter(Path("/usr/bin/python3"), (3, 11, 7))
HTTPX = Need("httpx", "httpx", "pyproject.toml", MAIN)
PYTEST = Need("pytest", "pytest", "the test runner", RUNNER)
YAML = Need("pyyaml", "pyyaml", "requirements.txt", SPARE)
OLD = (
    "error: The build backend returned an error\n"
    "  ImportError: No module named 'pkg_resources'"
)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Environment]:
    """Return what makes an environment for needs in a fake sandbox."""

    @contextmanager
    def copy() -> Iterator[Path]:
        place = tmp_path / "copy"
        place.mkdir(exist_ok=True)
        (place / "setup.py").write_text("setup()")
        yield place

    def get(
        sandbox: FakeSandbox,
        needs: Needs,
        *,
        files: dict[str, bytes] | None = None,
        root: str = "",
        install: tuple[str, ...] = (),
    ) -> Environment:
        tree = MemoryTree(files or {"pyproject.toml": b""})
        facts = Facts(manifests=(Manifest("pyproject.toml", "pyproject"),))
        recipe = Recipe(needs, tree, facts, PYTHON, root, install)
        return Environments(sandbox, tmp_path / "cache").get(recipe, copy)

    return get


def uv_runs(sandbox: FakeSandbox, *words: str) -> list[tuple[str, ...]]:
    """Return the commands of uv with these words."""
    return [
        command.argv
        for command in sandbox.commands
        if command.argv[0] == "/opt/uv" and all(word in command.argv for word in words)
    ]


def test_made_once(make: Callable[..., Environment]) -> None:
    """The second time it is there already."""
    sandbox = FakeSandbox()

    first = make(sandbox, Needs((HTTPX, PYTEST)))
    commands = len(sandbox.commands)
    second = make(sandbox, Needs((HTTPX, PYTEST)))

    assert (first.cold, second.cold) == (True, False)
    assert len(sandbox.commands) == commands
    assert first.packages == (("httpx", "9.0"), ("pytest", "9.0"))
    assert first.version("pytest") == "9.0"
    assert first.version("nothing") == ""
    assert second.folder == first.folder


def test_other_needs_are_another_environment(make: Callable[..., Environment]) -> None:
    """So is another folder, another build file, or another thing to do."""
    sandbox = FakeSandbox()
    needs = Needs((HTTPX,))

    made = [
        make(sandbox, needs),
        make(sandbox, Needs((PYTEST,))),
        make(sandbox, needs, root="pkg"),
        make(sandbox, needs, files={"pyproject.toml": b"", "a.pyx": b"1"}),
        make(sandbox, needs, files={"pyproject.toml": b"[project]\nname = 'x'\n"}),
        make(sandbox, needs, install=("pip install x",)),
    ]

    assert len({each.folder for each in made}) == len(made)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param(b"[tool.ruff]\nline-length = 3\n", True, id="linter"),
        pytest.param(b"tool = 3\n", False, id="odd"),
        pytest.param(b"[tool.hatch]\nx = 3\n", False, id="build"),
        pytest.param(b"[broken", False, id="broken"),
    ],
)
def test_tools_change_no_environment(
    make: Callable[..., Environment], text: bytes, *, same: bool
) -> None:
    """Tables of linters and test tools do not make another environment."""
    sandbox = FakeSandbox()
    plain = make(sandbox, Needs(), files={"pyproject.toml": b""})

    other = make(sandbox, Needs(), files={"pyproject.toml": text})

    assert (other.folder == plain.folder) is same


def test_a_kept_environment_that_is_broken(make: Callable[..., Environment]) -> None:
    """What cannot be read is made again."""
    sandbox = FakeSandbox()
    first = make(sandbox, Needs((HTTPX,)))
    (first.folder / "environment.json").write_text("{}")

    assert make(sandbox, Needs((HTTPX,))).cold


def test_old_environments_are_forgotten(
    make: Callable[..., Environment], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above a number, those that nobody used for long are removed."""
    monkeypatch.setattr(environment, "MOST_KEPT", 1)
    monkeypatch.setattr(environment, "UNUSED_SECONDS", -1.0)
    sandbox = FakeSandbox()
    first = make(sandbox, Needs((HTTPX,)))

    second = make(sandbox, Needs((PYTEST,)))

    assert not first.folder.exists()
    assert second.folder.exists()


def test_variables_and_mounts(make: Callable[..., Environment]) -> None:
    """A command sees environment, plugins and interpreter, read-only."""
    made = make(FakeSandbox(), Needs((HTTPX,)))

    assert [mount.target for mount in made.mounts] == ["/venv", "/honebot"]
    assert not any(mount.writable for mount in made.mounts)
    assert made.variables("")["PYTHONPATH"] == "/honebot"
    assert made.variables("")["PATH"].startswith("/venv/bin:")
    assert made.products == made.folder / "products"


def test_without_a_sandbox_sources_are_on_the_path(
    tmp_path: Path, make: Callable[..., Environment]
) -> None:
    """Where paths differ, links into the target do not hold: its folders are named."""
    tree = MemoryTree({"src/shop/__init__.py": b""})
    facts = Facts(packages={"shop": "src/shop", "flat": "flat"})
    recipe = Recipe(Needs(), tree, facts, PYTHON, "pkg")

    @contextmanager
    def copy() -> Iterator[Path]:
        yield tmp_path

    assert make(FakeSandbox(), Needs()).paths == ()
    made = Environments(FakeSandbox(name="none"), tmp_path / "c").get(recipe, copy)

    assert made.paths == ("", "src")
    variables = made.variables("pkg")
    assert variables["PYTHONPATH"] == "/honebot:/target/pkg:/target/pkg/src"


def test_the_project_is_installed_last(make: Callable[..., Environment]) -> None:
    """Editable, without what it needs, its neighbours before it."""
    sandbox = FakeSandbox()
    needs = Needs((HTTPX,), name="shop", project=True, local=("lib", "../out"))

    made = make(sandbox, needs, root="pkg")

    editable = uv_runs(sandbox, "--editable")
    assert [argv[argv.index("--editable") + 1] for argv in editable] == [
        "/target/pkg/lib",
        "/target/out",
        "/target/pkg",
    ]
    assert made.problems == ()


def test_outside_of_the_repository(make: Callable[..., Environment]) -> None:
    """What lies elsewhere is not there, and it is said."""
    made = make(FakeSandbox(), Needs(project=True, local=("../../out",)))

    assert made.problems == (
        "../../out lies outside of the repository and was not installed.",
    )


def test_a_project_that_cannot_be_built(make: Callable[..., Environment]) -> None:
    """It is put on the path, with the reason."""
    broken = failed("error: Failed to build `shop @ file:///target`\n  ValueError: no")
    sandbox = FakeSandbox(
        uv=lambda argv, _: broken if "--editable" in argv else None,
    )

    made = make(sandbox, Needs((HTTPX,), name="shop", project=True))

    said = "could not be built and was only put on the path"
    reason = "it cannot be built here (ValueError: no)"
    assert made.problems == (f"The project itself {said}: {reason}.",)
    linked = [c.argv for c in sandbox.commands if "link" in c.argv]
    assert linked[0][-3:] == ("shop", "1.0.0", "/target")


def test_an_old_project(make: Callable[..., Environment]) -> None:
    """Its build gets an older setuptools, for its needs and for itself."""

    def uv(argv: Sequence[str], _needs: Sequence[str]) -> Completed | None:
        needs_build = "/target/setup.py" in argv or "--editable" in argv
        return (
            failed(OLD) if needs_build and "--build-constraints" not in argv else None
        )

    sandbox = FakeSandbox(uv=uv)

    needs = Needs((HTTPX,), name="shop", project=True, dynamic=True, extras=("test",))
    made = make(sandbox, needs)

    assert made.problems == ()
    compiled = uv_runs(sandbox, "compile")
    assert len(compiled) == 2
    assert "--extra" in compiled[-1]
    assert (made.folder / "environment.json").exists()


def test_a_project_whose_needs_cannot_be_asked(
    make: Callable[..., Environment],
) -> None:
    """Where its build fails, what was read from its files must do."""
    broken = failed("error: The build backend returned an error\n  OSError: no")

    def uv(argv: Sequence[str], _needs: Sequence[str]) -> Completed | None:
        return broken if "/target/setup.py" in argv else None

    made = make(FakeSandbox(uv=uv), Needs((HTTPX,), project=True, dynamic=True))

    assert made.packages == (("httpx", "9.0"),)


def test_an_old_project_that_stays_broken(make: Callable[..., Environment]) -> None:
    """Where no setuptools will do, it is put on the path; a neighbour too."""
    sandbox = FakeSandbox(
        uv=lambda argv, _: failed(OLD) if "--editable" in argv else None
    )

    made = make(sandbox, Needs(name="shop", project=True, local=("lib",)))

    assert [said.partition(" could")[0] for said in made.problems] == [
        "lib",
        "The project itself",
    ]
    assert len(uv_runs(sandbox, "--editable")) == 4


def test_giants_that_others_need(make: Callable[..., Environment]) -> None:
    """They are left out of the resolution, and it is said."""
    giant = Need("torch", "torch", "x", MAIN)

    def uv(argv: Sequence[str], _needs: Sequence[str]) -> Completed | None:
        return None if "--excludes" not in argv else DONE

    sandbox = FakeSandbox(uv=uv)
    with pytest.raises(EnvironmentFailedError, match="too much had to be left out"):
        make(sandbox, Needs((giant,)))


def test_what_fails_to_install_is_given_up(make: Callable[..., Environment]) -> None:
    """A package that cannot be built goes, and the rest is resolved again."""
    broken = failed("error: Failed to build `httpx==9.0`\n  gcc: fatal error: no")

    def uv(argv: Sequence[str], needs: Sequence[str]) -> Completed | None:
        return broken if "-r" in argv and "httpx" in needs else None

    made = make(FakeSandbox(uv=uv), Needs((HTTPX, PYTEST)))

    assert made.packages == (("pytest", "9.0"),)
    assert made.problems == ("httpx (pyproject.toml) was left out: its build failed.",)


def test_the_project_is_no_need_of_itself(make: Callable[..., Environment]) -> None:
    """What others need of the project is the project, not a release of it."""
    shop = Need("shop", "shop", "x", MAIN)

    made = make(FakeSandbox(), Needs((shop, PYTEST), name="shop", project=True))

    assert made.packages == (("pytest", "9.0"),)


@pytest.mark.parametrize(
    ("completed", "reason"),
    [
        pytest.param(
            Completed(-9, b"", b"", 9.0, "time"),
            "the installation was stopped by its limit of time",
            id="limit",
        ),
        pytest.param(
            failed("error: odd"),
            "the environment could not be installed: odd",
            id="nothing-left",
        ),
    ],
)
def test_environments_that_fail(
    make: Callable[..., Environment], completed: Completed, reason: str
) -> None:
    """The reason is a sentence."""
    sandbox = FakeSandbox(uv=lambda argv, _: completed if "compile" in argv else None)

    with pytest.raises(EnvironmentFailedError, match=reason):
        make(sandbox, Needs((HTTPX,)))


def test_no_virtual_environment(make: Callable[..., Environment]) -> None:
    """Where not even that can be made, there is nothing to give up."""
    sandbox = FakeSandbox(
        uv=lambda argv, _: failed("error: no Python") if argv[0] == "venv" else None
    )

    with pytest.raises(EnvironmentFailedError, match="could be made: no Python"):
        make(sandbox, Needs((HTTPX,)))


def test_missing_modules_are_filled_in(make: Callable[..., Environment]) -> None:
    """What tests import and a manifest names comes in a second go."""
    sandbox = FakeSandbox(missing=("yaml", "unknown"))

    made = make(sandbox, Needs((HTTPX,), spare=(YAML,), imported=("yaml", "unknown")))

    assert dict(made.packages) == {"httpx": "9.0", "pyyaml": "9.0"}


def test_giants_are_not_filled_in(make: Callable[..., Environment]) -> None:
    """A missing module that only a giant brings stays missing, and it is said."""
    giant = Need("torch", "torch", "requirements.txt", SPARE)
    sandbox = FakeSandbox(missing=("torch", "torch.nn"))

    made = make(sandbox, Needs((HTTPX,), spare=(giant,)))

    assert made.packages == (("httpx", "9.0"),)
    assert made.problems == ("Left out, because they are very large: torch.",)


def test_filling_in_can_fail(make: Callable[..., Environment]) -> None:
    """Then the environment stays as it was, and it is said."""
    stopped = Completed(-9, b"", b"", 9.0, "time")

    def uv(argv: Sequence[str], needs: Sequence[str]) -> Completed | None:
        return stopped if "pyyaml" in needs and argv else None

    made = make(FakeSandbox(uv=uv, missing=("yaml",)), Needs((HTTPX,), spare=(YAML,)))

    assert made.packages == (("httpx", "9.0"),)
    assert made.problems == ("the installation was stopped by its limit of time.",)


def test_what_was_given_up_is_not_filled_in(make: Callable[..., Environment]) -> None:
    """A need that was dropped does not come back by the other door."""
    broken = failed("error: Failed to build `pyyaml==9.0`")
    need = Need("pyyaml", "pyyaml", "pyproject.toml", MAIN)

    def uv(argv: Sequence[str], needs: Sequence[str]) -> Completed | None:
        return broken if "compile" in argv and "pyyaml" in needs else None

    sandbox = FakeSandbox(uv=uv, missing=("yaml",))
    made = make(sandbox, Needs((HTTPX, need), spare=(YAML,)))

    assert made.packages == (("httpx", "9.0"),)


def test_as_told(make: Callable[..., Environment]) -> None:
    """Commands and arguments of the owners; one that fails is said."""
    listed = json.dumps([{"name": "httpx", "version": "1"}]).encode()

    def uv(argv: Sequence[str], _needs: Sequence[str]) -> Completed | None:
        if "list" in argv:
            return Completed(0, listed, b"", 0.1)
        return failed("error: odd") if "wrong" in argv else None

    sandbox = FakeSandbox(uv=uv)
    made = make(
        sandbox, Needs(), install=("-r x.txt", "pip3 install wrong", "./prepare")
    )

    assert made.packages == (("httpx", "1"),)
    assert made.problems == ("`pip3 install wrong` did not succeed: odd.",)
    assert ("/bin/sh", "-c", "cd /target && ./prepare") in [
        command.argv for command in sandbox.commands
    ]


@pytest.mark.parametrize(
    ("files", "version"),
    [
        pytest.param({}, "1.0.0", id="none"),
        pytest.param(
            {"CHANGELOG.md": b"# Changes\n\n## Unreleased\n\n## 2.3.1 (2026)\n"},
            "2.3.1",
            id="changelog",
        ),
        pytest.param(
            {"docs/history.rst": b"    1.0 of\nv4.5\n", "docs/x/news.txt": b"9.9"},
            "4.5",
            id="nearest",
        ),
        pytest.param({"CHANGES.txt": b"nothing yet"}, "1.0.0", id="no-version"),
    ],
)
def test_guess_version(files: dict[str, bytes], version: str) -> None:
    """The first version of the nearest changelog, as long as it is one."""
    assert guess_version(MemoryTree(files)) == version
