"""The layout of the code, by the formatter that the project uses, or Black."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from bot.actions.base import Action, Target
from bot.actions.formatting.layout.formatters import Choice, choose
from bot.actions.formatting.layout.gates import gate
from bot.actions.formatting.layout.neighbours import (
    Concession,
    concession,
    disagreement,
)
from bot.actions.formatting.layout.pins import own_version, unmet
from bot.actions.formatting.layout.samples import Sample, sample
from bot.actions.formatting.layout.work import Work, settings_groups, work
from bot.errors import ActionError
from bot.model import Assessed, Change, Check, FileChange, Status
from bot.words import counted
from codemods.model import Finding, Safety

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.protocols import Tools

FEW_LINES = 0.05
"""Between two versions of Black, fewer lines of formatted code differ.

Measured: 0.4 % of the lines of anomaly_detection between 23.11 and 26.10.
"""

FIRST_PYTHON = (3, 3)
"""Before it, the prefix `u` of a string, which formatters drop, had a meaning."""


class FormatCode(Action):
    """Format the code.

    One layout for all code ends talk about layout, and keeps the lines that a
    change has to touch few. It is written by the formatter that the project
    has set up or asks for, else by Black, with the project's own settings and
    in the version that it pins. A check that keeps the layout comes with it
    where none runs yet, since code that is formatted once does not stay so.

    Before:

        totals = {'net':net,'gross' : net*(1+rate)}

    After:

        totals = {"net": net, "gross": net * (1 + rate)}

    Fix safety: the syntax tree of every file is the same before and after,
    but for the white space at the ends of a docstring's lines. A file that is
    formatted a second time has to stay as it is. Where flake8 or pycodestyle
    report what the layout brings, they are told to ignore it.

    Left alone: files that do not parse, that the formatter's settings, a
    policy or `.gitignore` exclude, that are generated or vendored; notebooks;
    code between `# fmt: off` and `# fmt: on`; projects laid out by another
    formatter, by two of them, or for Python 2; projects whose isort would
    undo the layout.
    """

    safety = Safety.SAFE
    references = (
        "https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html",
        "https://docs.astral.sh/ruff/formatter/",
        "https://git-scm.com/docs/git-blame#Documentation/git-blame.txt-blameignoreRevsFile",
    )
    params: ClassVar[Mapping[str, str]] = {
        "line_length": "characters of a line, instead of what is set up or inferred",
        "version": "version of the formatter, instead of the one that is pinned",
        "gate": "pre-commit (where nothing keeps the layout yet) or none",
    }
    scoped = True

    def assess(self, target: Target) -> Assessed:
        """Return whether files differ from the layout; large projects by sample."""
        if not target.python_files:
            reason = "There is no Python file that may be changed."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        try:
            choice, problems = choose(target)
            if not choice.tool:
                person = choice.for_a_person
                status = Status.FOR_A_PERSON if person else Status.NOT_APPLICABLE
                return Assessed(self.slug, status, choice.because, (), problems)
            _check(target, choice)
            if choice.tool == "ruff" and choice.gates:
                return Assessed(self.slug, *_judge_by_black(choice, 0, 0), (), problems)
            found = sample(target, settings_groups(target, choice))
        except ActionError as error:
            return Assessed(self.slug, Status.BLOCKED, f"{error}.")
        problems = (*problems, *found.unreadable)
        status, reason = _judge(target, choice, found)
        findings = _findings(choice, found) if status is Status.PROPOSED else ()
        return Assessed(self.slug, status, reason, findings, problems)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the files in their new layout, and what keeps it."""
        choice, problems = choose(target)
        if not choice.tool:
            raise ActionError(choice.because)
        _check(target, choice)
        done = work(target, choice, tools)
        if not done.changed:
            return Change(self.slug, "", (), left_alone=(*problems, *done.left_alone))
        old = {path: done.before[path] for path in done.changed}
        new = {path: done.after[path] for path in done.changed}
        given = Concession() if choice.gates else concession(target, old, new, tools)
        return replace(
            _change(target, choice, done, given),
            slug=self.slug,
            left_alone=tuple(sorted((*problems, *done.left_alone))),
        )


def _findings(choice: Choice, found: Sample) -> tuple[Finding, ...]:
    """Return the files that would change, or one finding where not all is known."""
    if choice.tool == "black" and found.complete:
        return tuple(
            Finding(path, line, "differs from Black's layout")
            for path, line in sorted(found.differing.items())
        )
    what = f"{len(found.differing)} of {len(found.tried)} files tried differ"
    message = what if choice.tool == "black" else "nothing keeps Ruff's layout yet"
    return (Finding("pyproject.toml", 0, message),)


def _check(target: Target, choice: Choice) -> None:
    """Raise `ActionError` where the layout would do harm."""
    lowest = target.facts.lowest_python
    if lowest < FIRST_PYTHON:
        written = ".".join(map(str, lowest))
        raise ActionError(
            f"The project supports Python {written}, for which {choice.name} does "
            "not write: it drops the `u` of strings, say"
        )
    if not choice.configured and (reason := disagreement(target)):
        raise ActionError(reason)


def _judge(target: Target, choice: Choice, found: Sample) -> tuple[Status, str]:
    """Return what the sample says; nothing more is claimed than was seen."""
    differing, tried = len(found.differing), len(found.tried)
    if choice.tool == "ruff":
        return _judge_by_black(choice, differing, tried)
    own = f"Black {own_version('black')}"
    if not found.tried:
        return Status.FOR_A_PERSON, f"{choice.because}: no file can be parsed."
    pin = unmet(target, choice.tool)
    if pin and differing and found.share < FEW_LINES:
        return Status.SATISFIED, (
            f"{choice.because}: of the lines tried, {1 - found.share:.1%} are as {own} "
            f"has them, and the version here is another ({pin.specifier})."
        )
    if found.complete:
        files = counted(tried, "file")
        seen = f"{differing} of {files} differ from the layout of {own}"
    elif differing:
        seen = (
            f"{differing} of the {tried} files tried, those least like it, differ "
            f"from the layout of {own}; the change itself looks at every file"
        )
    else:
        seen = (
            f"the {tried} files tried, those least like it, have the layout of {own} "
            "already; no more were looked at"
        )
    status = Status.PROPOSED if differing else Status.SATISFIED
    return status, f"{choice.because}: {seen}."


def _judge_by_black(choice: Choice, differing: int, tried: int) -> tuple[Status, str]:
    """Return the status where Ruff formats, which only runs for the change.

    Its layout is Black's but for known details; so where the files tried are
    as Black would have them, Ruff would hardly change a file.
    """
    if choice.gates:
        where = choice.gates[0]
        return Status.SATISFIED, f"{choice.because}, and runs already: {where}."
    if not differing:
        seen = f"the {tried} files tried have Black's layout, which Ruff's is close to"
        return Status.SATISFIED, f"{choice.because}: {seen}."
    return Status.PROPOSED, f"{choice.because}: nothing runs it yet."


def _change(target: Target, choice: Choice, done: Work, given: Concession) -> Change:
    left_alone = (*done.left_alone, *target.facts.left_alone)
    kept = sorted({item.path for item in left_alone if item.path.endswith(".py")})
    guard = gate(target, choice, done.version, kept)
    beside = ((done.settings.path, done.settings.content), (guard.path, guard.content))
    contents = [(path, done.after[path]) for path in done.changed]
    contents += [(path, content) for path, content in beside if path]
    contents += [(text.path, text.encoded) for text in given.texts]
    changed, files = f"{len(done.changed):,}", counted(len(done.after), "file")
    return Change(
        slug="",
        scope="",
        files=tuple(_file(target, path, content) for path, content in contents),
        findings=tuple(
            Finding(path, _first_line(done, path), f"laid out by {choice.name}")
            for path in done.changed
        ),
        proof="syntax-tree",
        checks=(
            Check(
                name=f"{choice.command} --check ({done.version}), all folders together",
                passed=True,
                before=f"{changed} of {files} would change",
                after=f"0 of {files} would change",
                command=f"{choice.command} --check .",
            ),
        ),
        notes=(
            f"The formatter is {choice.because}; version {done.version}.",
            *done.settings.notes,
            *guard.notes,
            *given.notes,
            _blame(target),
        ),
        commands=(
            f"python -m pip install {choice.tool}=={done.version}",
            " ".join((choice.command, *done.settings.options, ".")),
        ),
        title=f"Format the code with {choice.name}",
    )


def _file(target: Target, path: str, content: bytes) -> FileChange:
    if path in target.tree:
        return FileChange(path, target.tree.read(path), content, target.tree.mode(path))
    return FileChange(path, None, content)


def _first_line(done: Work, path: str) -> int:
    old, new = done.before[path].splitlines(), done.after[path].splitlines()
    for number, (one, other) in enumerate(zip(old, new, strict=False), 1):
        if one != other:
            return number
    return min(len(old), len(new)) + 1


def _blame(target: Target) -> str:
    """Return how to keep this commit out of `git blame`.

    A commit cannot hold its own id, and a squash or rebase gives it another;
    so a person does it, after the merge.
    """
    name = ".git-blame-ignore-revs"
    once = f" and, once per clone, `git config blame.ignoreRevsFile {name}`"
    return (
        "To keep this commit out of `git blame`, after the merge: "
        f"`git log -1 --format=%H >> {name}`{'' if name in target.tree else once}. "
        "The id is not known before the merge, so it cannot be in here."
    )
