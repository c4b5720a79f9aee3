"""The text of a pull request."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.model import Verdict
from bot.pull_request.evidence import evidence
from bot.pull_request.marker import Marker, write_marker
from bot.pull_request.quoting import block, code, prose
from bot.pull_request.sections import sections
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import FileChange
    from bot.pull_request.work import Work
    from codemods.model import Finding, LeftAlone

LONGEST = 60_000
"""Characters. GitHub refuses more than 65,536; a rest is left for other bots."""

_CAPS = (40, 20, 10, 5, 2, 0)
"""How many items lists show, tried until the whole is short enough."""

_ONE_BY_ONE = 12
"""Up to how many places each gets a line of its own."""

_LINES = 8
"""Line numbers shown of one file."""

_COMMANDS = 6

_REASONS = 12
"""Reasons for leaving places alone that are shown."""

_QUOTED = re.compile(r"`[^`]*`")


def body(work: Work) -> str:
    """Return the text, in Markdown, at most 60,000 characters.

    Where that is not enough, lists are cut and say so; sentences never are.
    """
    texts = (_text(work, most) for most in _CAPS)
    return next((text for text in texts if len(text) <= LONGEST), _text(work, 0))


def _text(work: Work, most: int) -> str:
    return "\n".join(_body(work, most)) + "\n"


def _body(work: Work, most: int) -> Iterator[str]:
    yield from (work.explanation.why, "", _here(work))
    if work.is_draft:
        yield from ("", _draft(work))
    for heading, lines in (
        ("Evidence", evidence(work, most)),
        ("What changed", [*_changed(work, most), *_notes(work, most)]),
        *sections(work.change.sections, most),
        ("Left alone", list(_left_alone(work, most))),
        ("Risk", list(_risk(work))),
        ("Reproduce it", _commands(work)),
        ("If you do not want this", list(_no(work))),
    ):
        if lines:
            yield from ("", f"## {heading}", "", *lines)
    yield ""
    yield write_marker(Marker(work.key, work.base, work.version))


def _here(work: Work) -> str:
    change = work.change
    files = counted(len(change.files), "file")
    scope = f" of {code(change.scope)}" if change.scope else ""
    if not change.findings:
        verb = "change" if len(change.files) > 1 else "changes"
        return f"Here: {files}{scope} {verb}."
    return f"Here: {counted(len(change.findings), 'place')} in {files}{scope}."


def _draft(work: Work) -> str:
    if work.verification.verdict is Verdict.UNTESTED:
        return "This is a draft, because it is not tested: see the evidence."
    return "This is a draft, because behaviour may change on purpose: see the risk."


# --------------------------------------------------------------- what changed


def _changed(work: Work, most: int) -> Iterator[str]:
    findings = work.change.findings
    if len(findings) <= min(most, _ONE_BY_ONE):
        for finding in sorted(findings):
            message = code(finding.message) if work.is_code else prose(finding.message)
            yield f"- {_place(finding)}: {message}"
    else:
        yield from _by_file(findings, most)
    told = {finding.path for finding in findings}
    rest = [file for file in work.change.files if file.path not in told]
    for file in rest[:most]:
        yield f"- {code(file.path)}: {_kind(file)}"
    if len(rest) > most:
        yield f"- {counted(len(rest) - most, 'more file')}"


def _by_file(findings: Iterable[Finding], most: int) -> Iterator[str]:
    lines: dict[str, list[int]] = defaultdict(list)
    for finding in sorted(findings):
        lines[finding.path].append(finding.line)
    files = sorted(lines, key=lambda path: (-len(lines[path]), path))
    for path in files[:most]:
        numbers = [str(line) for line in dict.fromkeys(lines[path]) if line]
        shown = ", ".join(numbers[:_LINES])
        more = f" and {len(numbers) - _LINES:,} more" if len(numbers) > _LINES else ""
        where = f", lines {shown}{more}" if len(numbers) > 1 else f", line {shown}"
        places = counted(len(lines[path]), "place")
        yield f"- {code(path)}: {places}{where if numbers else ''}"
    if rest := files[most:]:
        places = counted(sum(len(lines[path]) for path in rest), "place")
        yield f"- {places} in {counted(len(rest), 'more file')}"


def _kind(file: FileChange) -> str:
    if file.before is None:
        return "new"
    return "removed" if file.after is None else "changed"


def _place(item: Finding | LeftAlone) -> str:
    return code(f"{item.path}:{item.line}" if item.line else item.path)


def _notes(work: Work, most: int) -> Iterator[str]:
    notes = work.change.notes
    for note in notes[: max(most, 3)]:
        yield ""
        yield prose(note)


# ----------------------------------------------------------------- the rest


def _left_alone(work: Work, most: int) -> Iterator[str]:
    general = work.explanation.left_alone
    yield general[:1].upper() + general[1:]
    groups = _by_reason(work.change.left_alone)
    if not groups:
        return
    total = counted(len(work.change.left_alone), "place")
    yield ""
    yield f"Looked at here and left alone ({total}):"
    yield ""
    shown = groups[: min(most, _REASONS)]
    for reason, items in shown:
        places = ", ".join(_place(item) for item in items[:_LINES])
        more = f" and {len(items) - _LINES:,} more" if len(items) > _LINES else ""
        yield f"- {prose(reason)}: {places}{more}"
    if rest := groups[len(shown) :]:
        number = sum(len(items) for _, items in rest)
        yield f"- {counted(number, 'place')} for {counted(len(rest), 'more reason')}"


def _by_reason(
    left_alone: Iterable[LeftAlone],
) -> list[tuple[str, list[LeftAlone]]]:
    """Return the places by reason, the most frequent first.

    Reasons that differ only in what they quote are one, which quotes nothing.
    """
    groups: dict[str, list[LeftAlone]] = defaultdict(list)
    for item in sorted(left_alone):
        groups[_QUOTED.sub("`...`", item.reason)].append(item)
    named = [
        (
            items[0].reason if len({item.reason for item in items}) == 1 else reason,
            items,
        )
        for reason, items in groups.items()
    ]
    return sorted(named, key=lambda group: (-len(group[1]), group[0]))


def _risk(work: Work) -> Iterator[str]:
    yield f"Fix safety: {work.explanation.fix_safety}"
    if work.explanation.references:
        yield ""
        yield f"Background: {', '.join(work.explanation.references)}"


def _commands(work: Work) -> list[str]:
    found = work.verification.evidence
    checks = (check.command for check in (*found.checks, *work.change.checks))
    commands = dict.fromkeys((*work.change.commands, *found.commands, *checks))
    commands.pop("", None)
    return block(list(commands)[:_COMMANDS], "sh") if commands else []


def _no(work: Work) -> Iterator[str]:
    slug = work.change.slug
    file = ".honebot.toml" if work.policy.source.endswith(".honebot.toml") else ""
    where = f"`{file}`" if file else "`[tool.honebot]` in `pyproject.toml`"
    if work.change.edition:
        yield f"Close this pull request: {code(work.change.edition)} is not proposed"
        yield "again, and what comes after it is."
    else:
        yield "Close this pull request: Honebot does not open it again."
    yield f'To turn the action off for good, put `disable = ["{slug}"]` into'
    yield f"{where}; to keep it away from some files, name"
    yield "them there in `exclude`."
