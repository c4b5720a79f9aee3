"""Compiles requirements files in the sandbox, where builds may run.

uv resolves first: it is fast, and its messages name what does not fit. Where
one Python and one system are to be served, pip-compile then writes the file,
beginning with uv's versions and hashes, so that it has nothing left to search:
for 269 packages that takes 15 CPU seconds instead of more than 25, and gives
the same bytes.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name
from uv import find_uv_bin

from bot.actions.dependencies.pinning.ages import younger_than
from bot.actions.dependencies.pinning.errors import (
    CompilerFailedError,
    LeakedAddressError,
    ResolutionError,
    said_by_pip,
    said_by_uv,
)
from bot.dependencies.finding.requirement_lines import is_locked, requirement_lines
from bot.protocols import Command, Limits, Mount
from bot.services.interpreters import find_interpreters, running
from bot.services.sandbox.files import read_result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions.base import Target
    from bot.actions.dependencies.pinning.layout import Pin
    from bot.protocols import Completed, Interpreter, Tools

WORK = "/honebot-pinning"
CACHE = "/honebot-pinning-cache"
UV = "/honebot-uv"
PIP_TOOLS = "/honebot-pip-tools"
SCRIPT = "/honebot-compile-requirements.py"
OLDEST_PYTHON = (3, 11)
"""The lowest Python that runs the pip-tools that come with Honebot."""

LIMITS = Limits(seconds=900, idle_seconds=600, memory=4 << 30)
MINIMUM_AGE_DAYS = 3

_MANIFESTS = frozenset({"requirements", "requirements-in", "constraints", "compiled"})
_PIP_COMPILE = ("--allow-unsafe", "--strip-extras")
_COMMON = "common.txt"
_PYLOCK = "pylock.toml"
_ROUNDS = 4
"""How often versions are looked for before too young ones are taken."""

_HASHES = "--generate-hashes"
_ALWAYS = (_HASHES, "--no-emit-index-url")
_YANKED = re.compile(r"warning: `([^`]+)` is yanked(?: \(reason: \"(.*?)\"\))?")
_LEAK = re.compile(r"127\.0\.0\.1|localhost|/honebot-|://[^/\s]*@")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a file was compiled to. `command` is what people run again."""

    content: bytes
    packages: int
    tool: str
    command: str
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Compiler:
    """Compiles the files of one target, one after the other, in a scratch folder."""

    target: Target
    tools: Tools
    folder: Path
    now: datetime
    interpreters: Sequence[Interpreter] = field(default_factory=find_interpreters)

    def __post_init__(self) -> None:
        """Write what the compilers may read."""
        self.work = self.folder / "work"
        self.cache = self.folder / "cache"
        self.work.mkdir()
        self.cache.mkdir()
        tree = self.target.tree
        for manifest in self.target.facts.manifests:
            if manifest.kind in _MANIFESTS:
                self._write(manifest.path, tree.read(manifest.path))
        if "pyproject.toml" in tree and _configures(tree.read("pyproject.toml")):
            self._write("pyproject.toml", tree.read("pyproject.toml"))

    work: Path = field(init=False)
    cache: Path = field(init=False)

    def compile(self, pins: Sequence[Pin]) -> dict[str, Compiled]:
        """Return what files that belong together are compiled to, by output.

        Raises `ResolutionError`, `CompilerFailedError`, `LeakedAddressError`.
        """
        common = len(pins) > 1 and not any(pin.recipe for pin in pins)
        seed, notes = self._common_versions(pins) if common else (b"", ())
        return {pin.output: self._compile(pin, seed, notes) for pin in pins}

    def _compile(self, pin: Pin, seed: bytes, notes: Sequence[str]) -> Compiled:
        """Compile one file; it stays in the folder for those after it."""
        self._begin(pin, seed)
        tool = self._tool(pin)
        said = list(notes)
        command = ""
        if not pin.recipe or tool == "uv":
            if not seed:
                said += self._resolve(pin, (pin.source,), self.work, pin.output)
            command = self._write_out(pin, said)
        if tool == "pip-compile":
            command = self._pip_compile(pin)
        content = read_result(self.work, pin.output)
        text = content.decode("utf-8", "replace")
        lines = requirement_lines(text)
        if _LEAK.search(re.sub(r"(?m)^\s*#.*$", "", text)):
            raise LeakedAddressError(pin.output)
        if not is_locked(lines):
            raise CompilerFailedError(pin.source, tool, "some packages have no hash.")
        self._check(pin)
        packages = len({line.name for line in lines})
        return Compiled(content, packages, tool, command, tuple(said))

    # ------------------------------------------------------------------- steps

    def _common_versions(self, pins: Sequence[Pin]) -> tuple[bytes, Sequence[str]]:
        """Return versions that suit all files, where there are such versions.

        One file may ask for exactly the version that another leaves open.
        """
        sources = [pin.original for pin in pins]
        try:
            notes = self._resolve(pins[0], sources, self.cache, _COMMON)
        except ResolutionError:
            return b"", ()
        return read_result(self.cache, _COMMON), notes

    def _begin(self, pin: Pin, seed: bytes) -> None:
        """Write the source, and the versions to begin with."""
        if pin.source.endswith((".toml", ".py", ".cfg")):
            for path, content in self.target.tree.read_many(self.target.tree.paths()):
                if not (self.work / path).exists():
                    self._write(path, content)
        if pin.new_source is not None:
            self._write(pin.source, pin.new_source)
            self._write(pin.output, seed)

    def _resolve(
        self, pin: Pin, sources: Sequence[str], folder: Path, output: str
    ) -> Sequence[str]:
        """Let uv find the versions, and return what is to be said about them.

        Releases younger than the minimum age do not count, if it goes without
        them. Raises `ResolutionError`.
        """
        place = {self.work: WORK, self.cache: CACHE}[folder]
        options = [*self._options(pin), *self._constraints(pin)]
        words = [each for each in options if each != _HASHES]
        old: list[str] = []
        for _ in range(_ROUNDS):
            done = self._uv(
                pin, [*words, *old, f"--output-file={place}/{output}", *sources]
            )
            if done.exit_code:
                break
            young = self._young(pin, [*words, *old], sources)
            if not young:
                return []
            cutoff = self._cutoff().strftime("%Y-%m-%dT%H:%M:%SZ")
            old += [f"--exclude-newer-package={name}={cutoff}" for name in young]
        if not old:
            said = said_by_uv(done.stderr.decode("utf-8", "replace"))
            raise ResolutionError(pin.original, said)
        names = ", ".join(sorted({each.split("=")[1] for each in old}))
        return [f"Younger than {self._days()} days, but nothing older fits: {names}."]

    def _young(
        self, pin: Pin, words: Sequence[str], sources: Sequence[str]
    ) -> Sequence[str]:
        """Return the chosen releases that are too young."""
        if not self._days():
            return ()
        output = f"--output-file={CACHE}/{_PYLOCK}"
        done = self._uv(pin, [*words, "--format=pylock.toml", output, *sources])
        if done.exit_code:
            return ()
        lock = read_result(self.cache, _PYLOCK).decode("utf-8", "replace")
        return younger_than(lock, self._cutoff())

    def _options(self, pin: Pin) -> tuple[str, ...]:
        """Return uv's options, as its header shows them to people."""
        if pin.recipe and pin.recipe.tool == "uv":
            return tuple(dict.fromkeys((*pin.recipe.options, _HASHES)))
        options: tuple[str, ...] = (_HASHES,)
        if pin.environment.universal:
            options += ("--universal",)
        if self._tool(pin) == "uv":
            options += (f"--python-version={pin.environment.lowest}",)
        return options

    @staticmethod
    def _constraints(pin: Pin) -> list[str]:
        return [f"--constraint={path}" for path in pin.constraints]

    def _uv(self, pin: Pin, words: Sequence[str]) -> Completed:
        """Run `uv pip compile`; raise `CompilerFailedError` where it is stopped."""
        interpreter = self._interpreter(pin) or running()
        done = self._run((UV, "pip", "compile", *words), interpreter, {})
        if done.killed:
            raise CompilerFailedError(
                pin.source, "uv", f"it was stopped: {done.killed}."
            )
        return done

    def _write_out(self, pin: Pin, notes: list[str]) -> str:
        """Let uv write these versions with all their hashes; return its command."""
        output = f"--output-file={pin.output}"
        words = [*self._options(pin), *self._constraints(pin), output, pin.source]
        done = self._uv(pin, words)
        stderr = done.stderr.decode("utf-8", "replace")
        if done.exit_code:
            raise ResolutionError(pin.original, said_by_uv(stderr))
        asked = {line.name for line in pin.lines}
        for name, reason in dict.fromkeys(_YANKED.findall(stderr)):
            if canonicalize_name(name.partition("=")[0]) not in asked:
                continue
            because = f": {reason.rstrip('.')}" if reason else ""
            notes.append(f"{name}, which {pin.source} asks for, was yanked{because}.")
        return " ".join(("uv pip compile", *words))

    def _pip_compile(self, pin: Pin) -> str:
        """Let pip-compile write the output, and return its command."""
        options = pin.recipe.options if pin.recipe else _PIP_COMPILE
        words = (
            *dict.fromkeys((*options, *_ALWAYS)),
            *self._constraints(pin),
            f"--output-file={pin.output}",
            pin.source,
        )
        interpreter = self._interpreter(pin)
        if interpreter is None or interpreter.version[:2] < OLDEST_PYTHON:
            said = f"Python {pin.environment.lowest} is not here, or is too old for it."
            raise CompilerFailedError(pin.source, "pip-compile", said)
        done = self._run(
            (str(interpreter.path), "-B", SCRIPT, *words),
            interpreter,
            {"PYTHONPATH": PIP_TOOLS},
        )
        if done.exit_code or done.killed:
            said = done.killed or said_by_pip(done.stderr.decode("utf-8", "replace"))
            raise CompilerFailedError(pin.source, "pip-compile", said)
        return " ".join(("pip-compile", *sorted(words[:-1]), pin.source))

    def _check(self, pin: Pin) -> None:
        """Install what was compiled, but for the installing."""
        interpreter = self._interpreter(pin) or running()
        for python in pin.environment.pythons:
            words = ["--dry-run", "--require-hashes", f"--target={CACHE}/none"]
            if python != interpreter.version[:2]:
                words.append("--python-version={}.{}".format(*python))
            done = self._run(
                (UV, "pip", "install", *words, "-r", pin.output),
                interpreter,
                {},
            )
            if done.exit_code:
                said = said_by_uv(done.stderr.decode("utf-8", "replace"))
                raise CompilerFailedError(pin.output, "uv pip install", said)

    # ------------------------------------------------------------------- means

    def _tool(self, pin: Pin) -> str:
        if pin.recipe:
            return pin.recipe.tool
        one = not pin.environment.universal and len(pin.environment.pythons) == 1
        interpreter = self._interpreter(pin)
        if one and interpreter and interpreter.version[:2] >= OLDEST_PYTHON:
            return "uv" if self.target.facts.manager == "uv" else "pip-compile"
        return "uv"

    def _interpreter(self, pin: Pin) -> Interpreter | None:
        """Return this machine's Python for the file, None where it has none."""
        wanted = pin.environment.pythons[0]
        fitting = [each for each in self.interpreters if each.version[:2] == wanted]
        own = [each for each in fitting if each.version == running().version]
        return next(iter(own or fitting), None)

    def _days(self) -> int:
        """Return how many days old a release must be; 0 for no limit."""
        days = self.target.params.get("minimum_age", "")
        return int(days) if days.isdigit() else MINIMUM_AGE_DAYS

    def _cutoff(self) -> datetime:
        """Return the time after which no release counts."""
        return self.now.astimezone(UTC) - timedelta(days=self._days())

    def _run(
        self, argv: Sequence[str], interpreter: Interpreter, environment: dict[str, str]
    ) -> Completed:
        spec = find_spec("piptools")
        packages = Path(spec.origin).parent.parent if spec and spec.origin else Path()
        return self.tools.sandbox.run(
            Command(
                tuple(argv),
                folder=WORK,
                environment={
                    "PIP_CACHE_DIR": f"{CACHE}/pip",
                    "UV_CACHE_DIR": f"{CACHE}/uv",
                    "UV_NO_CONFIG": "1",
                    "UV_NO_PROGRESS": "1",
                    "UV_PYTHON": str(interpreter.path),
                    "NO_COLOR": "1",
                    **environment,
                },
                mounts=(
                    Mount(self.work, WORK, writable=True),
                    Mount(self.cache, CACHE, writable=True),
                    Mount(Path(find_uv_bin()).resolve(), UV),
                    Mount(packages, PIP_TOOLS),
                    Mount(Path(__file__).with_name("compile_requirements.py"), SCRIPT),
                    *interpreter.mounts,
                ),
                limits=LIMITS,
                index=True,
            )
        )

    def _write(self, path: str, content: bytes) -> None:
        file = self.work / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _configures(pyproject: bytes) -> bool:
    """Return whether a pyproject.toml has options for pip-compile or uv's pip."""
    try:
        tool = tomllib.loads(pyproject.decode("utf-8")).get("tool", {})
    except ValueError:
        return False
    return "pip-tools" in tool
