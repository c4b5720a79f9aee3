"""Coverage with branches, set up where the project has its settings."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING, ClassVar

from pathspec import GitIgnoreSpec

from bot.actions.base import Action, Target
from bot.actions.files.text import read_text
from bot.actions.testing.coverage.requirement import Addition, add_plugin
from bot.actions.testing.coverage.settings import Settings, read_settings
from bot.actions.testing.coverage.wanted import Option, Wanted, wanted
from bot.actions.testing.coverage.writing import written
from bot.errors import ActionError
from bot.model import Assessed, Change, Check, FileChange, Status
from bot.services.trees import OverlayTree
from codemods.model import Finding, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.files.text import Text
    from bot.protocols import Tools

CONFIGURATIONS = (".coveragerc", "setup.cfg", "tox.ini", "pyproject.toml")
_SHOWN = re.compile(
    r"^\s*(branch|source|source_pkgs|run_omit|fail_under): (.*)$", re.MULTILINE
)


class AdoptCoverage(Action):
    """Measure coverage with branches.

    Coverage shows which lines, and which ways through a condition, no test
    ever takes. The settings say what is measured, so that `pytest --cov` is
    all that anybody has to type, and where today's value is known it becomes
    the least that the next change may have.

    After:

        [tool.coverage.run]
        branch = true
        source_pkgs = ["shop"]

        [tool.coverage.report]
        fail_under = 73
        show_missing = true
        skip_covered = true

    Fix safety: no source file changes, and no test runs in another way:
    `--cov` is not added to pytest's own options, since measuring makes each
    run slower and gets in the way of debuggers.

    Left alone: settings that are there, also where they switch something
    off; lock files, and requirements that a lock file has to fit.
    """

    safety = Safety.SAFE
    references = (
        "https://coverage.readthedocs.io/en/latest/config.html",
        "https://pytest-cov.readthedocs.io/en/latest/config.html",
    )
    params: ClassVar[Mapping[str, str]] = {
        "fail_under": "coverage of today in per cent, as measured; rounded down",
    }

    def assess(self, target: Target) -> Assessed:
        """Return whether coverage is set up, and what lacks."""
        if not _has_tests(target):
            reason = "There are no tests whose coverage could be measured."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        try:
            settings = read_settings(target)
            options = wanted(target, settings).options
            written(target, settings, options)  # whether it can be
        except ActionError as error:
            return Assessed(self.slug, Status.BLOCKED, f"{error}.")
        if not options:
            reason = f"Coverage is set up: {_evidence(settings)}."
            return Assessed(self.slug, Status.SATISFIED, reason)
        lacking = ", ".join(option.name for option in options)
        place = f"lacks {lacking} in {settings.path}"
        what = place if settings.exists else "is not set up"
        findings = tuple(
            Finding(settings.path, 0, f"lacks {option.shown}") for option in options
        )
        return Assessed(
            self.slug, Status.PROPOSED, f"Coverage {what}.", tuple(sorted(findings))
        )

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the settings with what lacked, and the plugin that measures."""
        settings = read_settings(target)
        lacking = wanted(target, settings)
        options = lacking.options
        if not options or not _has_tests(target):
            return Change(self.slug, "", ())
        addition = _addition(target)
        files = {file.path: file for file in _files(target, addition.text)}
        between = replace(target, tree=OverlayTree(target.tree, tuple(files.values())))
        text = written(between, settings, options)
        files[text.path] = _file(target, text)
        command = _command(target)
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(files[path] for path in sorted(files)),
            findings=tuple(sorted(_findings(text.path, options, files))),
            proof="configuration",
            checks=(_check(target, text, tools),),
            notes=tuple(_notes(settings, lacking, addition, command)),
            commands=(command,),
        )


def _findings(
    path: str, options: Sequence[Option], files: Mapping[str, FileChange]
) -> Iterator[Finding]:
    yield from (Finding(path, 0, option.shown) for option in options)
    for other in files:
        if other == ".gitignore":
            yield Finding(other, 0, "coverage's data file")
        elif other != path:
            yield Finding(other, 0, "pytest-cov beside pytest")


def _has_tests(target: Target) -> bool:
    return bool(target.facts.test_files or target.facts.test_framework)


def _files(target: Target, *texts: Text | None) -> Iterator[FileChange]:
    for text in (*texts, _ignored(target)):
        if text is not None:
            yield _file(target, text)


def _file(target: Target, text: Text) -> FileChange:
    if text.path in target.tree:
        before = target.tree.read(text.path)
        return FileChange(text.path, before, text.encoded, target.tree.mode(text.path))
    return FileChange(text.path, None, text.encoded)


def _addition(target: Target) -> Addition:
    if target.facts.test_framework in {"", "pytest"}:
        return add_plugin(target)
    return Addition(note="coverage.py has to be installed: `pip install coverage`.")


def _ignored(target: Target) -> Text | None:
    """Return `.gitignore` with coverage's data file, None where it needs none."""
    if ".gitignore" not in target.tree:
        return None
    text = read_text(target.tree, ".gitignore")
    spec = GitIgnoreSpec.from_lines(text.text.splitlines())
    if spec.match_file(".coverage"):
        return None
    return text.insert_lines(len(text.text), ".coverage\n")


def _command(target: Target) -> str:
    if target.facts.test_framework in {"", "pytest"}:
        return "pytest --cov"
    return "coverage run -m unittest && coverage report"


def _check(target: Target, text: Text, tools: Tools) -> Check:
    """Return what coverage.py itself reads, before and after."""
    files = {
        path: target.tree.read(path) for path in CONFIGURATIONS if path in target.tree
    }
    before = _read_by_coverage(files, tools)
    after = _read_by_coverage(files | {text.path: text.encoded}, tools)
    return Check(
        name=f"coverage debug config ({version('coverage')})",
        passed=True,
        before=before,
        after=after,
        command="coverage debug config",
    )


def _read_by_coverage(files: Mapping[str, bytes], tools: Tools) -> str:
    """Return the settings that matter, as coverage.py understands them.

    Only the files of settings are there, so a plugin that they name cannot
    be one of the target's. Raises `ActionError` where it cannot read them.
    """
    with tools.scratch() as folder:
        for path, content in files.items():
            (folder / path).write_bytes(content)
        done = tools.run(("coverage", "debug", "config"), folder=folder)
    said = done.stdout.decode(errors="replace")
    if done.exit_code != 0:
        problem = " ".join((said + done.stderr.decode(errors="replace")).split())
        raise ActionError(f"coverage.py cannot read the settings: {problem}")
    shown = [f"{name}: {value}" for name, value in _SHOWN.findall(said)]
    return ", ".join(shown)


def _evidence(settings: Settings) -> str:
    names = ("branch", "source", "source_pkgs", "source_dirs", "include")
    run = settings.sections.get("run", {})
    parts = [f"`{name}` in {settings.path}" for name in names if name in run]
    if settings.command_branch:
        parts.append(f"branches by {settings.command_branch}")
    if settings.always:
        parts.append(f"the source by {settings.command_source or 'addopts'}")
    return ", ".join(parts)


def _notes(
    settings: Settings, lacking: Wanted, addition: Addition, command: str
) -> Iterator[str]:
    names = {option.name for option in lacking.options}
    if "fail_under" in names:
        yield (
            "`fail_under` is what the tests cover today, statements and branches, "
            "rounded down (one point less where lines are excluded, which were "
            "counted for it): raise it as the coverage grows."
        )
    elif lacking.no_ratchet:
        yield f"`fail_under` is left out: {lacking.no_ratchet}."
    if addition.note:
        yield addition.note
    yield f"`{command}` measures."
    if command.startswith("pytest") and not settings.always:
        yield (
            "`--cov` is not among pytest's own options, since measuring makes each run "
            "slower and gets in the way of debuggers."
        )
