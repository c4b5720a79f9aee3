"""Makes the environment of a target inside the sandbox, with uv.

All that is needed is resolved at once, so that the result is one consistent
set; what cannot be had is given up step by step (`ladder.py`) and said. The
target's own build and every package's run in the sandbox, with the package
index as the only thing that they can reach.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.dependencies.names import is_heavy
from bot.errors import EnvironmentFailedError
from bot.protocols import Command, Limits, Mount
from bot.verification.ladder import SETUPTOOLS, Attempt, mend_build, step_down
from bot.verification.needs import supply, too_heavy
from bot.verification.pins import listed, pins_of
from bot.verification.places import (
    BUILD,
    PLUGIN_FOLDER,
    PLUGINS,
    PYTHON,
    TARGET,
    UV,
    UV_CACHE,
    VENV,
    target_folder,
)
from bot.verification.results import read_file
from bot.verification.trouble import read_trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.protocols import Completed, Interpreter, Sandbox
    from bot.verification.needs import Needs

MOST_STEPS: Final = 40
SECONDS: Final = 1200.0
LIMITS: Final = Limits(
    seconds=SECONDS, idle_seconds=SECONDS, disk=8 << 30, output=1 << 20
)
_PIP = re.compile(r"^\s*(?:python3? -m )?pip3? install\b")
_COMMAND = re.compile(
    r"^\s*(\./|(?:make|python3?|sh|bash|npm|poetry|pdm|pipenv|uv|tox|nox|hatch|invoke)\s)"
)


@dataclass(frozen=True, slots=True)
class Installed:
    """What was installed, by name and version, and what could not be.

    `linked` says that the project itself could not be built, and is only put
    on the path. `problems` are sentences.
    """

    packages: tuple[tuple[str, str], ...]
    linked: bool
    problems: tuple[str, ...]


class Installation:
    """One environment in the making; `folder` becomes the environment.

    `copy` is a copy of the repository to build from, `root` the target's
    folder in it, `uv` uv's program, `version` what the project calls itself
    where only its git tags would say.
    """

    def __init__(  # noqa: PLR0913  # an installation is made of as many things
        self,
        sandbox: Sandbox,
        interpreter: Interpreter,
        *,
        folder: Path,
        copy: Path,
        root: str,
        uv: Path,
        version: str,
    ) -> None:
        self.sandbox = sandbox
        self.interpreter = interpreter
        self.venv = folder / "venv"
        self.build = folder / "build"
        self.copy = copy
        self.root = root
        self.uv = uv
        self.version = version
        for path in (self.venv, self.build):
            path.mkdir(parents=True)

    # ---------------------------------------------------------------- running

    def _run(
        self, argv: Sequence[str], stdin: str = "", **environment: str
    ) -> Completed:
        mounts = (
            Mount(self.copy, TARGET, writable=True),
            Mount(self.venv, VENV, writable=True),
            Mount(self.build, BUILD, writable=True),
            Mount(PLUGIN_FOLDER, PLUGINS),
            Mount(self.uv, UV),
            *self.interpreter.mounts,
        )
        variables = {
            "PATH": f"{VENV}/bin:/usr/local/bin:/usr/bin:/bin",
            "UV_CACHE_DIR": f"{VENV}/{UV_CACHE}",
            "UV_CONCURRENT_BUILDS": "2",
            "UV_LINK_MODE": "hardlink",
            "UV_NO_PROGRESS": "1",
            "VIRTUAL_ENV": VENV,
            **environment,
        }
        return self.sandbox.run(
            Command(
                tuple(argv),
                folder=BUILD,
                environment=variables,
                mounts=mounts,
                limits=LIMITS,
                index=True,
                stdin=stdin.encode(),
            )
        )

    def _uv(self, *arguments: str, **environment: str) -> Completed:
        options = (
            "--color",
            "never",
            "--no-progress",
            "--config-file",
            f"{BUILD}/uv.toml",
        )
        return self._run((UV, *arguments, *options), **environment)

    def _write(self, name: str, lines: Iterable[str]) -> str:
        """Write a file for uv, over whatever a build may have put there."""
        path = self.build / name
        if path.is_symlink() or path.exists():
            path.unlink()
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        return f"{BUILD}/{name}"

    def _read(self, name: str) -> str:
        return read_file(self.build / name, 4 << 20).decode("utf-8", "replace")

    # --------------------------------------------------------------- the steps

    def install(self, needs: Needs) -> Installed:
        """Make the environment. Raises `EnvironmentFailedError` with a sentence."""
        self._begin()
        attempt = Attempt(needs.needs, needs.constraints)
        attempt, pins = self._settle(attempt, needs)
        attempt, linked = self._projects(attempt, needs)
        attempt, pins = self._fill(attempt, needs, pins)
        self._end()
        packages = tuple(sorted((name, version) for name, version in pins.items()))
        return Installed(packages, linked, (*needs.left_out, *attempt.said))

    def install_as_told(self, items: Sequence[str]) -> Installed:
        """Install what the owners' policy says, and nothing else.

        An item is a command line, or arguments of `pip install`.
        """
        self._begin()
        said = []
        for item in items:
            done = self._told(item)
            if done.exit_code != 0:
                trouble = read_trouble(done.stderr.decode("utf-8", "replace"))
                said.append(f"`{item}` did not succeed: {trouble.because}.")
        shown = self._uv("pip", "list", "--python", PYTHON, "--format", "json")
        self._end()
        return Installed(listed(shown.stdout), linked=False, problems=tuple(said))

    def _told(self, item: str) -> Completed:
        folder = target_folder(self.root)
        if _COMMAND.match(item) and not _PIP.match(item):
            return self._run(("/bin/sh", "-c", f"cd {shlex.quote(folder)} && {item}"))
        words = shlex.split(_PIP.sub("", item))
        argv = (UV, "pip", "install", "--python", PYTHON, "--directory", folder, *words)
        return self._run(argv, **self._versions())

    def _begin(self) -> None:
        self._write("uv.toml", ())
        done = self._uv(
            "venv", "--allow-existing", "--python", str(self.interpreter.path), VENV
        )
        if done.exit_code != 0:
            trouble = read_trouble(done.stderr.decode("utf-8", "replace"))
            raise EnvironmentFailedError(
                f"no virtual environment could be made: {trouble.because}"
            )

    def _end(self) -> None:
        """Remove what only the installation needed; inside, where it may be odd."""
        self._run(("rm", "-rf", f"{VENV}/{UV_CACHE}"))

    # ---------------------------------------------------- what others provide

    def _settle(self, attempt: Attempt, needs: Needs) -> tuple[Attempt, dict[str, str]]:
        """Resolve and install, giving up what cannot be had."""
        dynamic = needs.dynamic
        for _ in range(MOST_STEPS):
            done = self._resolve(attempt, needs, dynamic=dynamic)
            if done.exit_code == 0:
                pins = pins_of(self._read("lock.txt"))
                heavy = {name for name in pins if is_heavy(name)}
                if heavy:
                    attempt = _without(attempt, heavy)
                    continue
                done = self._install_pins(pins, needs)
                if done.exit_code == 0:
                    return attempt, pins
            if done.killed:
                raise EnvironmentFailedError(
                    f"the installation was stopped by its limit of {done.killed}"
                )
            text = done.stderr.decode("utf-8", "replace")
            trouble = read_trouble(text)
            if dynamic and _is_own(text, needs, self.root):
                mended = mend_build(attempt, replace(trouble, names=(needs.name,)))
                dynamic = mended is not None
                attempt = mended or attempt
                continue
            further = step_down(attempt, trouble)
            if further is None:
                raise EnvironmentFailedError(
                    f"the environment could not be installed: {trouble.because}"
                )
            attempt = further
        raise EnvironmentFailedError(
            "the environment could not be installed: too much had to be left out"
        )

    def _resolve(self, attempt: Attempt, needs: Needs, *, dynamic: bool) -> Completed:
        texts = [need.text for need in attempt.needs]
        sources = [self._write("needs.txt", texts)]
        options = ["--python", PYTHON, "--output-file", f"{BUILD}/lock.txt", "--quiet"]
        options += ["--no-header", "--no-annotate", "--no-strip-extras", "--upgrade"]
        locked = (line for lines in attempt.constraints.values() for line in lines)
        options += ["--constraints", self._write("constraints.txt", locked)]
        options += self._build_options(attempt)
        if attempt.excluded:
            options += ["--excludes", self._write("excludes.txt", attempt.excluded)]
        if dynamic:
            sources.append(_manifest(self.copy / self.root, target_folder(self.root)))
            for extra in needs.extras:
                options += ["--extra", extra]
        own = self._versions(needs.name)
        return self._uv("pip", "compile", *sources, *options, **own)

    def _build_options(self, attempt: Attempt) -> list[str]:
        """Return the options for builds, and write uv's configuration."""
        table = json.dumps({k: list(v) for k, v in attempt.build_needs.items()})
        inline = table.replace('": [', '" = [')
        self._write("uv.toml", [f"extra-build-dependencies = {inline}"])
        if not attempt.setuptools:
            return []
        cap = SETUPTOOLS[attempt.setuptools - 1]
        return ["--build-constraints", self._write("build.txt", [cap])]

    def _install_pins(self, pins: dict[str, str], needs: Needs) -> Completed:
        lines = self._read("lock.txt").splitlines()
        wanted = [line for line in lines if needs.name not in pins_of(line)]
        pins.pop(needs.name, None)
        file = self._write("pins.txt", wanted)
        build = ["--build-constraints", f"{BUILD}/build.txt"]
        has_cap = (self.build / "build.txt").exists()
        options = ["--python", PYTHON, "--no-deps", *(build if has_cap else [])]
        return self._uv("pip", "install", *options, "-r", file)

    # ------------------------------------------------------ the project itself

    def _projects(self, attempt: Attempt, needs: Needs) -> tuple[Attempt, bool]:
        """Install the target and its neighbours, editable or at least linked."""
        linked = False
        folders = [*needs.local, *([""] if needs.project else [])]
        for folder in folders:
            name = folder.rpartition("/")[2] if folder else needs.name
            attempt, done = self._editable(attempt, folder, name)
            if not done:
                linked = linked or not folder
        return attempt, linked

    def _editable(
        self, attempt: Attempt, folder: str, name: str
    ) -> tuple[Attempt, bool]:
        where = os.path.normpath(f"{target_folder(self.root)}/{folder}")
        if where != TARGET and not where.startswith(f"{TARGET}/"):
            said = f"{folder} lies outside of the repository and was not installed."
            return replace(attempt, said=(*attempt.said, said)), False
        said = ""
        for _ in range(MOST_STEPS):
            options = ["--python", PYTHON, "--no-deps", *self._build_options(attempt)]
            done = self._uv(
                "pip", "install", *options, "--editable", where, **self._versions()
            )
            if done.exit_code == 0:
                return attempt, True
            trouble = read_trouble(done.stderr.decode("utf-8", "replace"))
            mended = mend_build(attempt, trouble)
            if mended is None:
                said = trouble.because
                break
            attempt = mended
        script = f"{PLUGINS}/honebot_environment.py"
        self._run((PYTHON, script, "link", name, self.version, where))
        which = folder or "The project itself"
        said = f"{which} could not be built and was only put on the path: {said}."
        return replace(attempt, said=(*attempt.said, said)), False

    def _versions(self, name: str = "") -> dict[str, str]:
        """Return the variables that tell build backends the version without git.

        https://setuptools-scm.readthedocs.io/en/latest/overrides/ and the
        manuals of the others. With a name, only of that project, where others
        may be built too.
        """
        generic = {
            "SETUPTOOLS_SCM_PRETEND_VERSION": self.version,
            "PBR_VERSION": self.version,
            "PDM_BUILD_SCM_VERSION": self.version,
            "POETRY_DYNAMIC_VERSIONING_BYPASS": self.version,
            "UV_DYNAMIC_VERSIONING_BYPASS": self.version,
        }
        if not name:
            return generic
        suffix = re.sub(r"[-_.]+", "_", name).upper()
        return {f"SETUPTOOLS_SCM_PRETEND_VERSION_FOR_{suffix}": self.version}

    # ------------------------------------------------------ what is still missing

    def _fill(
        self, attempt: Attempt, needs: Needs, pins: dict[str, str]
    ) -> tuple[Attempt, dict[str, str]]:
        """Install what tests import and manifests name, if it is not there yet."""
        done = self._run(
            (PYTHON, f"{PLUGINS}/honebot_environment.py", "missing"),
            stdin="\n".join(needs.imported),
        )
        missing = done.stdout.decode("utf-8", "replace").split()
        heavy = tuple(dict.fromkeys(too_heavy(needs, missing)))
        if heavy:
            said = f"Left out, because they are very large: {', '.join(heavy)}."
            attempt = replace(attempt, said=tuple(dict.fromkeys((*attempt.said, said))))
        more = supply(needs, missing)
        given_up = {need.name for need in needs.needs} - {n.name for n in attempt.needs}
        more = tuple(need for need in more if need.name not in given_up)
        if not more:
            return attempt, pins
        locked = {
            **attempt.constraints,
            **{n: (f"{n}=={v}",) for n, v in pins.items() if v[:1].isdigit()},
        }
        wider = replace(
            attempt, needs=(*attempt.needs, *more), constraints=locked, firm=True
        )
        static = replace(needs, dynamic=False)
        try:
            wider, pins = self._settle(wider, static)
        except EnvironmentFailedError as error:
            return replace(attempt, said=(*attempt.said, f"{error}.")), pins
        return wider, pins


def _without(attempt: Attempt, heavy: set[str]) -> Attempt:
    """Return the attempt without large packages that others would bring."""
    said = f"Left out, because they are very large: {', '.join(sorted(heavy))}."
    return replace(
        attempt,
        excluded=(*attempt.excluded, *sorted(heavy)),
        said=(*attempt.said, said),
    )


def _manifest(folder: Path, inside: str) -> str:
    for name in ("pyproject.toml", "setup.py", "setup.cfg"):
        text = read_file(folder / name, 1 << 20)
        if text and (name != "pyproject.toml" or b"[project]" in text):
            return f"{inside}/{name}"
    return f"{inside}/setup.py"


def _is_own(stderr: str, needs: Needs, root: str) -> bool:
    """Return whether the trouble is the target's own build."""
    first = stderr.lstrip().partition("\n")[0]
    return (
        first.startswith("error: The build backend")
        or target_folder(root) in first
        or (bool(needs.name) and f"`{needs.name} @ file://" in first)
    )
