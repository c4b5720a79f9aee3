"""What a project installs is one exact version of each package, with hashes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.actions.base import Action, Target
from bot.actions.dependencies.pinning.layout import Layout, lay_out
from bot.actions.dependencies.pinning.locks import is_kept_out, locks, missing_lock
from bot.dependencies.finding.requirement_lines import Kind
from bot.errors import ActionError
from bot.model import Assessed, Change, Check, FileChange, Status
from bot.words import counted
from codemods.model import Finding, LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.dependencies.pinning.compiling import Compiled
    from bot.actions.dependencies.pinning.layout import Pin
    from bot.protocols import Tools


class PinDependencies(Action):
    """Pin what is installed to exact versions with hashes.

    A range installs whatever is newest on the day. Two builds of one commit
    differ, a release that breaks something arrives without a commit, and so
    does one that somebody has tampered with. The ranges stay where people
    edit them, in a file that ends in .in; the file that is installed keeps its
    name and is compiled from it: one exact version of each package, of those
    too that are needed only indirectly, with the hashes of its files.

    Before:

        # requirements.txt
        flask>=3

    After:

        # requirements.in
        flask>=3

        # requirements.txt
        blinker==1.9.0 --hash=sha256:ba0efaa9...
        flask==3.1.2 --hash=sha256:bf656c15...

    Fix safety: the versions are those that an installation would choose
    today, but for releases of the last three days; an environment that was
    made earlier may differ. pip installs nothing without a hash from such a
    file.

    Left alone: libraries, whose ranges are for those who install them; files
    that are installed together with something that has no hash, that name an
    index of their own, or that a package's metadata is read from; projects
    with a lock of uv, Poetry, PDM or Pipenv.
    """

    safety = Safety.TESTED
    references = (
        "https://pip.pypa.io/en/stable/topics/secure-installs/",
        "https://pip-tools.readthedocs.io/en/stable/",
        "https://docs.astral.sh/uv/pip/compile/",
    )
    params = {  # noqa: RUF012  # read only, as in the base class
        "file": "the requirements file to pin, and no other",
        "python": "the Python to resolve for, such as 3.12",
        "minimum_age": "days that a release must be old to count; 3, or 0 for none",
    }

    def assess(self, target: Target) -> Assessed:
        """Return the lines that are not pinned, by requirements file."""
        if reason := _elsewhere(target):
            return Assessed(self.slug, *reason)
        layout = lay_out(target)
        findings = tuple(place for pin in layout.pins for place in _findings(pin))
        if findings:
            files = counted(len(layout.pins), "requirements file")
            reason_text = f"{files} to compile with exact versions and hashes."
            return Assessed(
                self.slug, Status.PROPOSED, reason_text, findings, layout.left_alone
            )
        status, text = _without_pins(target, layout)
        return Assessed(self.slug, status, text, (), layout.left_alone)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return sources and compiled files, resolved in the sandbox.

        A file that cannot be resolved is left alone with the resolver's
        sentence. Raises `ActionError` where that is so for all of them.
        """
        layout = Layout() if _elsewhere(target) else lay_out(target)
        if not layout.pins:
            return Change(self.slug, "", (), left_alone=layout.left_alone)
        compiled, failures = _compile(target, tools, layout)
        if not compiled:
            raise next(iter(failures.values()))
        done = [
            (pin, compiled[pin.output]) for pin in layout.pins if pin.output in compiled
        ]
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(
                file for pin, result in done for file in _files(target, pin, result)
            ),
            findings=tuple(place for pin, _ in done for place in _findings(pin)),
            left_alone=(
                *layout.left_alone,
                *(
                    LeftAlone(path, 0, str(error), Outcome.UNSURE)
                    for path, error in failures.items()
                ),
            ),
            proof="configuration",
            checks=tuple(_check(pin, result) for pin, result in done),
            notes=tuple(dict.fromkeys(note for pair in done for note in _notes(*pair))),
            commands=(
                f"honebot apply {self.slug} . --write",
                *(result.command for _, result in done),
            ),
        )


def _elsewhere(target: Target) -> tuple[Status, str] | None:
    """Return the answer where another tool than pip installs the project."""
    if target.params.get("file"):
        return None
    found = locks(target)
    if found:
        return Status.SATISFIED, f"{'; '.join(map(str, found))}."
    expected = missing_lock(target)
    if expected is None:
        return None
    path, command = expected
    if is_kept_out(target, path):
        return Status.NOT_APPLICABLE, f"The owners keep {path} out of git (.gitignore)."
    reason = (
        f"There is no {path}. A lock holds the address of each file, which the "
        f"sandbox does not see: run `{command}` and commit it."
    )
    return Status.BLOCKED, reason


def _without_pins(target: Target, layout: Layout) -> tuple[Status, str]:
    """Return the answer where no requirements file is to be compiled."""
    if any(place.outcome is Outcome.UNSURE for place in layout.left_alone):
        files = sum(place.outcome is Outcome.UNSURE for place in layout.left_alone)
        reason = f"{counted(files, 'file')} that cannot be pinned safely."
        return Status.FOR_A_PERSON, reason
    if layout.locked:
        return Status.SATISFIED, f"{', '.join(layout.locked)}: every line has hashes."
    kinds = {manifest.kind for manifest in target.facts.manifests}
    if layout.left_alone:
        reason = "No requirements file is installed by anything here."
        return Status.NOT_APPLICABLE, reason
    if kinds & {"pyproject", "setup.py", "setup.cfg"}:
        reason = (
            "Only the package's metadata names dependencies; ranges are right there."
        )
        return Status.NOT_APPLICABLE, reason
    return Status.NOT_APPLICABLE, "There is no requirements file."


def _compile(
    target: Target, tools: Tools, layout: Layout
) -> tuple[dict[str, Compiled], dict[str, ActionError]]:
    """Return what was compiled, by output, and why the rest was not."""
    from bot.actions.dependencies.pinning.compiling import (  # noqa: PLC0415  # slow
        Compiler,
    )

    compiled: dict[str, Compiled] = {}
    failures: dict[str, ActionError] = {}
    with tools.scratch() as folder:
        compiler = Compiler(target, tools, folder, datetime.now(UTC))
        for group in dict.fromkeys(pin.group for pin in layout.pins):
            pins = [pin for pin in layout.pins if pin.group == group]
            try:
                compiled |= compiler.compile(pins)
            except ActionError as error:
                failures |= dict.fromkeys((pin.output for pin in pins), error)
    return compiled, failures


def _files(target: Target, pin: Pin, result: Compiled) -> Iterator[FileChange]:
    tree = target.tree
    exists = pin.output in tree
    mode = tree.mode(pin.output) if exists else 0o100644
    if pin.new_source is not None:
        yield FileChange(pin.source, None, pin.new_source, mode)
    before = tree.read(pin.output) if exists else None
    yield FileChange(pin.output, before, result.content, mode)


def _findings(pin: Pin) -> Iterator[Finding]:
    """Yield the lines without an exact version, and how many have no hash."""
    asked = [line for line in pin.lines if line.kind is Kind.REQUIREMENT]
    for line in asked:
        if not line.is_pinned:
            message = f"`{line.text}` is no exact version"
            yield Finding(pin.original, line.first, message)
    without = sum(not line.has_hash for line in asked)
    message = f"{counted(without, 'requirement')} without a hash"
    if pin.recipe is None:
        message += "; what is needed in turn is not pinned at all"
    yield Finding(pin.original, 0, message)


def _check(pin: Pin, result: Compiled) -> Check:
    asked = [line for line in pin.lines if line.kind is Kind.REQUIREMENT]
    exact = sum(line.is_pinned for line in asked)
    pythons = ", ".join("{}.{}".format(*each) for each in pin.environment.pythons)
    return Check(
        f"uv pip install --dry-run --require-hashes -r {pin.output}",
        passed=True,
        before=f"{counted(len(asked), 'requirement')}, {exact} exact, no hashes",
        after=f"{counted(result.packages, 'package')}, all exact, all with hashes; "
        f"resolves for Python {pythons}",
        command=f"pip install --dry-run --require-hashes -r {pin.output}",
    )


def _notes(pin: Pin, result: Compiled) -> Iterator[str]:
    where = "every system" if pin.environment.universal else "Linux"
    again = "" if pin.environment.universal else " Elsewhere, compile it again."
    yield (
        f"`{pin.output}` is compiled by {result.tool} for {pin.environment.reason}, "
        f"on {where}.{again}"
    )
    if pin.new_source is not None:
        yield (
            f"Requirements are now edited in `{pin.source}`; `{result.command}` "
            f"then brings `{pin.output}` up to date."
        )
    yield from result.notes
