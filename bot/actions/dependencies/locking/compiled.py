"""Compiles a requirements file anew, with the command in its header.

Any option is replayed as it stands. The header itself stays: what it shows is
given to the compiler as the command that people run.
"""

from __future__ import annotations

import posixpath
import re
import shlex
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.actions.dependencies import pinning
from bot.actions.dependencies.locking.ages import until_of, without_young
from bot.actions.dependencies.locking.asked_tools import asked_tool
from bot.actions.dependencies.locking.errors import LockerFailedError, NotLockedError
from bot.actions.dependencies.locking.job import Written
from bot.actions.dependencies.locking.uv import own_program, uv_named
from bot.actions.dependencies.locking.workshop import (
    CACHE,
    SITE,
    WORK,
    Program,
    version_in,
)
from bot.actions.dependencies.pinning.errors import said_by_pip, said_by_uv
from bot.dependencies.finding.requirements_graph import read_graph
from bot.dependencies.locks.reading import read_lock
from bot.protocols import Mount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.actions.base import Target
    from bot.actions.dependencies.locking.job import Attempt, Job
    from bot.actions.dependencies.locking.workshop import Workshop
    from bot.dependencies.finding.recipes import Recipe
    from bot.dependencies.finding.requirements_graph import Compilation, Graph
    from bot.dependencies.locks.model import Lock
    from bot.protocols import Interpreter

SCRIPT: Final = "/honebot-compile-requirements.py"
OLDEST: Final = (3, 11)
"""The lowest Python that runs the pip-tools that come with Honebot."""

_COMMAND: Final = re.compile(
    r"^#[ \t]+((?:uv pip compile|pip-compile)(?:[ \t].*)?)$", re.MULTILINE
)
_SHOWN: Final = re.compile(
    r"(?:following command|To update, run):\n(?:#[ \t]*\n)*#[ \t]+(\S.*)$", re.MULTILINE
)
MOST_PYTHONS: Final = 4
_DROPPED: Final = frozenset({"--upgrade", "-U", "--dry-run", "-n", "--rebuild"})
_DROPPED_PAIRS: Final = frozenset(
    {"--upgrade-package", "-P", "--trusted-host", "--cert", "--client-cert"}
    | {"--cache-dir", "--config-file"}
)
_INDEXES: Final = frozenset(
    {"--index-url", "-i", "--extra-index-url", "--default-index", "--index"}
)
_OUTPUT: Final = frozenset({"-o", "--output-file"})
_PYTHON: Final = re.compile(r"(?:--python-version|--python|-p)[= ]3\.(\d+)")
_VERSION: Final = re.compile(r"3\.(\d+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is compiled: the words after the tool, where, and what it shows.

    `reason` completes "with Python 3.11, ...".
    """

    tool: str
    words: tuple[str, ...]
    folder: str
    shown: str
    python: Interpreter
    reason: str


def graph_of(target: Target, *more: str) -> Graph:
    """Return the graph of the target's requirements files, and of these."""
    tree = target.tree
    manifests = {each.path: each.kind for each in target.facts.manifests}
    manifests |= dict.fromkeys(more, "compiled")

    def content(path: str) -> bytes | None:
        return tree.read(path) if path in tree else None

    compilations = read_graph(manifests, content).compilations
    sources = [source for each in compilations for source in each.sources]
    named = [path for path in sources if path.endswith((".in", ".txt"))]
    return read_graph(dict.fromkeys(named, "requirements-in") | manifests, content)


def compiled_attempts(shop: Workshop, job: Job) -> Iterator[Attempt]:
    """Yield the ways to compile a file anew: one for each Python to try.

    The Python is that of the header, else that of `requires-python`, else
    those of CI. Where the repository asks for no version of uv, ours is tried
    first and then one of the time of the file. Raises `NotLockedError` where
    it is not known how the file was compiled, or where its Python is not here.
    """
    text = job.content.decode("utf-8", "replace")
    found = [
        each
        for each in graph_of(shop.target, job.path).compilations
        if each.output == job.path
    ]
    if not found or not (found[0].sources or found[0].recipe):
        raise NotLockedError(job.path, "it does not say from what it was compiled")
    compilation = found[0]
    if compilation.missing:
        missing = ", ".join(compilation.missing)
        raise NotLockedError(job.path, f"it was compiled from {missing}, not there now")
    tool = "uv" if job.before.tool == "uv pip compile" else "pip-compile"
    folder, words = _words(job, compilation, tool, text)
    if tool == "pip-compile" and "index-url" not in job.before.header["options"]:
        words = tuple(dict.fromkeys((*words, "--no-emit-index-url")))
    match = _COMMAND.search(text) or _SHOWN.search(text)
    shown = match[1] if match else ""
    plans = [
        Plan(tool, words, folder, shown, *python)
        for python in pythons(shop, job, compilation.recipe, words)
    ]
    yield from (partial(compile_anew, shop, job, plan) for plan in plans)
    if tool == "uv" and not asked_tool(shop.target, "uv"):
        until = until_of(job)
        yield from (partial(compile_anew, shop, job, plan, until) for plan in plans)


def _words(
    job: Job, compilation: Compilation, tool: str, text: str
) -> tuple[str, tuple[str, ...]]:
    """Return the folder to compile in, and the words to do it with."""
    match = _COMMAND.search(text)
    output = job.path
    if match and compilation.recipe:
        written = shlex.split(match[1])[1 if tool == "pip-compile" else 3 :]
        folder = _folder(job.path, compilation)
        words = list(replayed(job, written))
        if not compilation.recipe.output:
            words.append(f"--output-file={posixpath.relpath(output, folder or '.')}")
        return folder, tuple(words)
    words = [f"--output-file={output}", *_inferred(text, tool), *compilation.sources]
    return "", tuple(words)


def _folder(path: str, compilation: Compilation) -> str:
    """Return the folder in which the header's command was run."""
    recipe = compilation.recipe
    folder = posixpath.dirname(path)
    if recipe is None:
        return ""
    written = [*recipe.sources, *([recipe.output] if recipe.output else [])]
    true = [*compilation.sources, *([path] if recipe.output else [])]
    for name, where in zip(written, true, strict=False):
        if where.endswith(posixpath.normpath(name)):
            cut = where.removesuffix(posixpath.normpath(name))
            return cut.rstrip("/")
    return folder


def replayed(job: Job, words: Sequence[str]) -> Iterator[str]:
    """Yield the header's words, but for upgrades and for what opens the way out."""
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        name, equals, value = word.partition("=")
        if word in _DROPPED:
            continue
        if name in _DROPPED_PAIRS:
            if not equals and rest:
                rest.pop()
        elif name in _INDEXES:
            value = value if equals else rest.pop() if rest else ""
            yield name
            yield job.addresses.hide(f'"{value}"'.encode()).decode().strip('"')
        else:
            yield word


def _inferred(text: str, tool: str) -> Iterator[str]:
    """Yield the options that a file without a usable header shows by its look."""
    if "--hash=" in text:
        yield "--generate-hashes"
    if not re.search(r"^\s*#\s*via", text, re.MULTILINE):
        yield (
            "--annotation-style=line"
            if re.search(r"  # via", text)
            else "--no-annotate"
        )
    if not text.lstrip().startswith("#"):
        yield "--no-header"
    if tool == "uv" and re.search(r"^\S+==\S+ ; ", text, re.MULTILINE):
        yield "--universal"
    if tool == "pip-compile":
        yield (
            "--strip-extras"
            if not re.search(r"^[\w.-]+\[", text, re.MULTILINE)
            else ("--no-strip-extras")
        )
        yield "--allow-unsafe"


def pythons(
    shop: Workshop, job: Job, recipe: Recipe | None, words: Sequence[str]
) -> Iterator[tuple[Interpreter, str]]:
    """Yield the Pythons to compile with, and why each of them."""
    if recipe and recipe.minor is not None:
        python = shop.exact(recipe.minor)
        if python is None:
            said = f"it was compiled with Python 3.{recipe.minor}, which is not here"
            raise NotLockedError(job.path, said)
        yield python, "as its header says"
        return
    asked = _PYTHON.search(" ".join(words))
    if asked:
        python = shop.exact(int(asked[1])) or shop.python("")
        yield python, f"for Python 3.{asked[1]}, as its header says"
        return
    yield from _named_pythons(shop)


def _named_pythons(shop: Workshop) -> Iterator[tuple[Interpreter, str]]:
    """Yield the Pythons that the project names, `requires-python` first."""
    facts = shop.target.facts
    found: dict[int, str] = {}
    if facts.requires_python:
        found[facts.minimum_python[1]] = "the lowest of `requires-python`"
    for path in (".python-version", "runtime.txt", *_ci(shop.target)):
        if path in shop.target.tree:
            text = shop.target.tree.read(path).decode("utf-8", "replace")
            for minor in _VERSION.findall(text):
                found.setdefault(int(minor), f"as {path} says")
    pythons = [(shop.exact(minor), reason) for minor, reason in found.items()]
    there = [(python, reason) for python, reason in pythons if python]
    yield from there[:MOST_PYTHONS]
    if not there:
        yield shop.python(""), "the one that is here, since nothing names one"


def _ci(target: Target) -> list[str]:
    return [path for system in target.facts.ci for path in system.paths]


def compile_anew(shop: Workshop, job: Job, plan: Plan, until: str = "") -> Written:
    """Compile a file as planned; `until` asks for a uv of that time.

    Raises `LockerFailedError` with the tool's own sentence.
    """
    program = _uv(shop, until) if plan.tool == "uv" else _pip_tools(shop, plan.python)
    name = "uv pip compile" if plan.tool == "uv" else "pip-compile"
    begin = ("pip", "compile") if plan.tool == "uv" else ()
    locked = {job.path: job.content}

    def attempt(bounds: Sequence[str]) -> Lock:
        shop.lay_out({**shop.files, **locked})
        more = [*_moves(job), *(f"--upgrade-package={each}" for each in bounds)]
        [said] = shop.run(
            program,
            [(*begin, *plan.words, *more)],
            path=job.path,
            python=plan.python,
            folder=plan.folder,
            environment=_environment(job, plan.shown),
        )
        if said.exit_code:
            reader = said_by_uv if plan.tool == "uv" else said_by_pip
            raise LockerFailedError(job.path, name, reader(said.stderr))
        return read_lock(job.path, _finished(shop, job), job.kind)

    before = _check(shop, job, plan, job.content)
    bounds, notes = without_young(job, attempt)
    content = _finished(shop, job)
    if failed := _check(shop, job, plan, content):
        raise LockerFailedError(job.path, "uv pip install", failed)
    written_by = f"{name} {program.version}"
    version = "{}.{}".format(*plan.python.version)
    shown = plan.shown
    if not shown.startswith(name):
        shown = f"{name} {shlex.join(plan.words)}"
    more = [*_moves(job), *(f"--upgrade-package={each}" for each in bounds)]
    return Written(
        content,
        written_by,
        f"{shown} {shlex.join(more)}",
        _dry_run(job, content),
        was_right=not before,
        notes=(_told(job, written_by, version, plan.reason), *notes),
    )


def _told(job: Job, tool: str, python: str, reason: str) -> str:
    return f"`{job.path}` is compiled by {tool} with Python {python}, {reason}."


def _finished(shop: Workshop, job: Job) -> bytes:
    """Return what was compiled, with the line ends of the file from before."""
    content = job.restored(shop.read(job.path))
    if b"\r\n" in job.content and b"\r\n" not in content:
        content = content.replace(b"\n", b"\r\n")
    return content


def _moves(job: Job) -> list[str]:
    if job.moves is None:
        return ["--upgrade"]
    return [
        f"--upgrade-package={name}=={job.moves[name]}" for name in sorted(job.moves)
    ]


def _environment(job: Job, shown: str) -> dict[str, str]:
    index = job.addresses.inside(next(iter(job.addresses.indexes)))
    found = {"PIP_INDEX_URL": index, "UV_DEFAULT_INDEX": index}
    if shown:
        found["CUSTOM_COMPILE_COMMAND"] = shown
        found["UV_CUSTOM_COMPILE_COMMAND"] = shown
    return found


# -------------------------------------------------------------------- the tools


def _uv(shop: Workshop, until: str) -> Program:
    asked = asked_tool(shop.target, "uv")
    if until:
        return uv_named(shop, "", f"--exclude-newer={until}")
    return uv_named(shop, asked.specifier) if asked else own_program()


def _pip_tools(shop: Workshop, python: Interpreter) -> Program:
    """Return pip-compile for a Python: ours where it runs, else one that does."""
    asked = asked_tool(shop.target, "pip-tools")
    own = Path(pinning.__file__).with_name("compile_requirements.py")
    script = Mount(own, SCRIPT)
    words = (str(python.path), "-B", SCRIPT)
    if asked is None and python.version[:2] >= OLDEST:
        spec = find_spec("piptools")
        site = Path(spec.origin).parent.parent if spec and spec.origin else Path()
    else:
        specifier = asked.specifier if asked else ""
        site = shop.tool("pip-tools", specifier, python=python)
    return Program(
        "pip-compile",
        version_in(site, "pip-tools"),
        words,
        (Mount(site, SITE), script),
        {"PYTHONPATH": SITE},
    )


def _dry_run(job: Job, content: bytes) -> str:
    hashes = " --require-hashes" if b"--hash=" in content else ""
    return f"uv pip install --dry-run{hashes} -r {job.path}"


def _check(shop: Workshop, job: Job, plan: Plan, content: bytes) -> str:
    """Install a file, but for the installing; return what is wrong, "" for nothing."""
    shop.lay_out({job.path: content})
    words = ["pip", "install", "--dry-run", f"--target={CACHE}/none"]
    if b"--hash=" in content:
        words.append("--require-hashes")
    [said] = shop.run(
        own_program(),
        [(*words, "-r", posixpath.join(WORK, job.path))],
        path=job.path,
        python=plan.python,
        folder=plan.folder,
        environment=_environment(job, ""),
    )
    return said_by_uv(said.stderr) if said.exit_code else ""
