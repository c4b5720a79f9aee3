"""Why a requirements file could not be compiled, in a sentence.

ActionError
├── ResolutionError       the resolver found no versions that fit
├── CompilerFailedError   the resolver itself did not get to an answer
└── LeakedAddressError    the compiled file holds what nobody may see
"""

from __future__ import annotations

import re

from bot.errors import ActionError

LONGEST = 700

_BOX = re.compile(r"^[\s│╰├─▶\u00d7┬╭╮╯·]+")
_TITLE = re.compile(
    r"^No solution found when resolving dependencies:?\s*(?:cause:\s*)?"
)
_BUILD = re.compile(r"Failed to (?:build|download and build) `([^`]+)`")
_EXCEPTION = re.compile(
    r"^\s*((?:[A-Za-z_][\w.]*(?:Error|Exception|NotFound)|error): .*)$", re.MULTILINE
)
_HINT = re.compile(r"^\s*hint:", re.IGNORECASE)
_MODULES = re.compile(r"^(?:\w+\.)+(?=\w+: )")
_CAUSE = re.compile(r"ERROR: (?:Cannot install|Could not find a version) .")
_LAST = re.compile(
    r"^\s*(?:ERROR: |[\w.]+(?:Error|Exception|NotFound): )", re.MULTILINE
)


class ResolutionError(ActionError):
    """No versions fit what a file asks for."""

    def __init__(self, path: str, said: str) -> None:
        self.path = path
        self.said = said
        super().__init__(
            f"{path} cannot be resolved: {said} Change that requirement, or name "
            "another file with `--param file=PATH`."
        )


class CompilerFailedError(ActionError):
    """A compiler of requirements did not end well, whatever the requirements."""

    def __init__(self, path: str, tool: str, said: str) -> None:
        self.path = path
        self.said = said
        super().__init__(f"{tool} could not compile {path}: {said}")


class LeakedAddressError(ActionError):
    """A compiled file names an address that is nobody's business."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} was not written: what was compiled names an address of this "
            "machine, or holds a password"
        )


def said_by_uv(stderr: str) -> str:
    """Return what uv says of its failure, as sentences in one line.

    Of a build that failed only the last error is told, not where it came from.
    """
    built = _BUILD.search(stderr)
    if built:
        errors = _EXCEPTION.findall(stderr)
        because = f": {errors[-1].strip()}" if errors else ""
        return shortened(f"`{built[1]}` cannot be built{because}")
    lines = [line for line in stderr.splitlines() if not line.startswith("warning:")]
    start = next(
        (at for at, line in enumerate(lines) if "╰─▶" in line or "error:" in line), 0
    )
    kept: list[str] = []
    for line in lines[start:]:
        if _HINT.match(_BOX.sub("", line)):
            break
        kept.append(_BOX.sub("", line).removeprefix("error: "))
    return shortened(_TITLE.sub("", " ".join(" ".join(kept).split())))


def said_by_pip(stderr: str) -> str:
    """Return the last error in what pip-compile wrote."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    named = [line for line in lines if _LAST.match(line)]
    causes = [line for line in lines if _CAUSE.match(line)]
    if causes:
        return shortened(causes[-1].removeprefix("ERROR: "))
    last = (named or lines or ["it said nothing."])[-1]
    return shortened(_MODULES.sub("", last))


def shortened(text: str) -> str:
    """Return what a tool says as a sentence of at most 700 characters."""
    text = text or "it said nothing."
    if len(text) > LONGEST:
        return text[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
    return text if text.endswith((".", "…")) else f"{text}."
