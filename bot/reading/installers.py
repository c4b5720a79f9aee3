"""Which commands install packages, whatever stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.shell import Word

_PIP = re.compile(r"pip(?:-?\d+(?:\.\d+)*)?(?:\.exe)?")
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*(?:\.exe)?|py(?:\.exe)?")
_SHELL = frozenset({"ash", "bash", "dash", "ksh", "sh", "zsh"})

_PLAIN_WRAPPERS = frozenset(
    {"builtin", "command", "eatmydata", "exec", "nohup", "time", "winpty"}
)
_WRAPPERS = {
    # Program: its options that take the next word as their value.
    "env": frozenset({"-u", "--unset", "-C", "--chdir"}),
    "nice": frozenset({"-n", "--adjustment"}),
    "sudo": frozenset({"-u", "--user", "-g", "--group", "-D", "--chdir"}),
    "timeout": frozenset({"-k", "--kill-after", "-s", "--signal"}),
    "xargs": frozenset({"-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s"}),
}
_RUNNERS = {
    # Program that runs another with `run`: options that take a value.
    "conda": frozenset({"-n", "--name", "-p", "--prefix", "--cwd"}),
    "mamba": frozenset({"-n", "--name", "-p", "--prefix", "--cwd"}),
    "micromamba": frozenset({"-n", "--name", "-p", "--prefix", "--cwd"}),
    "pdm": frozenset({"-p", "--project"}),
    "pipenv": frozenset[str](),
    "poetry": frozenset({"-C", "--directory", "-P", "--project"}),
    "rye": frozenset[str](),
    "uv": frozenset(
        {"--directory", "--extra", "--group", "-p", "--project", "--python", "--with"}
    ),
}
_VALUED_BEFORE_VERB = {
    "pip": frozenset(
        {
            "--cache-dir",
            "--cert",
            "--client-cert",
            "--exists-action",
            "--keyring-provider",
            "--log",
            "--proxy",
            "--python",
            "--retries",
            "--timeout",
            "--trusted-host",
            "--use-deprecated",
            "--use-feature",
        }
    ),
    "uv": frozenset(
        {
            "--allow-insecure-host",
            "--cache-dir",
            "--color",
            "--config-file",
            "--directory",
            "--project",
            "--python-preference",
        }
    ),
    "poetry": frozenset({"-C", "--directory", "-P", "--project"}),
    "pipenv": frozenset({"--python"}),
}
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")


@dataclass(frozen=True, slots=True)
class Installer:
    """A command of pip, uv, Poetry or Pipenv.

    `tool` is "pip", "uv", "poetry" or "pipenv"; `verbs` are the words that
    name the command (`install`; `pip`, `install` of uv); `before` stand
    between the tool and the last verb, `arguments` after it.
    """

    tool: str
    verbs: tuple[Word, ...]
    before: tuple[Word, ...]
    arguments: tuple[Word, ...]

    @property
    def command(self) -> str:
        """The command as people name it: `pip install`, `uv pip install`."""
        return " ".join((self.tool, *(verb.text for verb in self.verbs)))


def program(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the command that is run in the end: no `sudo`, `env`, `uv run`.

    Empty where a wrapper has options that are not known.
    """
    rest = tuple(words)
    while rest:
        name = _name(rest[0])
        if name in _PLAIN_WRAPPERS:
            rest = rest[1:]
        elif name in _WRAPPERS:
            rest = _without_options(rest[1:], _WRAPPERS[name])
            if name == "timeout":
                rest = rest[1:]
        elif name in {"gosu", "su-exec"}:
            rest = rest[2:]
        elif name in _RUNNERS and len(rest) > 1 and rest[1].text == "run":
            rest = _without_options(rest[2:], _RUNNERS[name])
        else:
            return rest
    return ()


def installer(words: Sequence[Word]) -> Installer | None:
    """Return the package command that these words run; None where it is none.

    A name or a verb that the shell must expand first is none.
    """
    rest = program(words)
    if not rest:
        return None
    name = _name(rest[0])
    if _PIP.fullmatch(name):
        return _verbs("pip", rest[1:])
    if _PYTHON.fullmatch(name):
        module = _module(rest[1:])
        if module and _PIP.fullmatch(module[0].text):
            return _verbs("pip", module[1:])
        return _verbs("uv", module[1:]) if module and module[0].text == "uv" else None
    return _verbs(name, rest[1:]) if name in {"uv", "poetry", "pipenv"} else None


def script_argument(words: Sequence[Word]) -> Word | None:
    """Return the script that `sh -c SCRIPT` is given; None for other commands."""
    rest = program(words)
    if not rest or _name(rest[0]) not in _SHELL:
        return None
    for position, word in enumerate(rest[1:-1], start=1):
        if re.fullmatch(r"-[a-z]*c", word.text):
            return rest[position + 1]
        if not word.text.startswith("-") and rest[position - 1].text not in {
            "-o",
            "+o",
        }:
            return None
    return None


def is_shell(words: Sequence[Word]) -> bool:
    """Return whether these words run a shell on its standard input."""
    rest = program(words)
    return (
        bool(rest)
        and _name(rest[0]) in _SHELL
        and all(
            word.text.startswith("-") or word.text == "pipefail" for word in rest[1:]
        )
    )


def option_values(words: Sequence[Word], *names: str) -> tuple[str, ...]:
    """Return the values given to an option, in any spelling of it.

    `-r FILE`, `-rFILE`, `--requirement FILE` and `--requirement=FILE`.
    """
    values: list[str] = []
    for position, word in enumerate(words):
        for name in names:
            if word.text == name:
                values += [value.text for value in words[position + 1 : position + 2]]
            elif name.startswith("--") and word.text.startswith(f"{name}="):
                values.append(word.text[len(name) + 1 :])
            elif not name.startswith("--") and word.text.startswith(name):
                values.append(word.text[len(name) :])
    return tuple(values)


def _name(word: Word) -> str:
    """Return the program's name without its folder; "" where it is not known."""
    name = PurePosixPath(word.text.replace("\\", "/")).name
    return "" if any(char in name for char in "$`") else name


def _without_options(
    words: tuple[Word, ...], valued: frozenset[str]
) -> tuple[Word, ...]:
    position = 0
    while position < len(words):
        text = words[position].text
        if text in valued:
            position += 2
        elif text == "--":
            return words[position + 1 :]
        elif text.startswith("-") or _ASSIGNMENT.match(text):
            position += 1
        else:
            break
    return words[position:]


def _module(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the module that `python -m` runs, and its arguments."""
    position = 0
    while position < len(words) and words[position].text.startswith("-"):
        text = words[position].text
        if text == "-m":
            return words[position + 1 :]
        if text == "-c":
            return ()
        position += 2 if text in {"-W", "-X"} else 1
    return ()


def _verbs(tool: str, words: tuple[Word, ...]) -> Installer | None:
    valued = _VALUED_BEFORE_VERB[tool]
    first = _next_verb(words, 0, valued)
    if first is None:
        return None
    verbs = [words[first]]
    if tool == "uv" and words[first].text in {"pip", "tool"}:
        second = _next_verb(words, first + 1, valued)
        if second is None:
            return None
        verbs.append(words[second])
        first = second
    if not all(verb.plain for verb in verbs):
        return None
    before = tuple(word for word in words[:first] if word not in verbs)
    return Installer(tool, tuple(verbs), before, words[first + 1 :])


def _next_verb(
    words: tuple[Word, ...], position: int, valued: frozenset[str]
) -> int | None:
    while position < len(words) and words[position].text.startswith("-"):
        position += 2 if words[position].text in valued else 1
    return position if position < len(words) else None
