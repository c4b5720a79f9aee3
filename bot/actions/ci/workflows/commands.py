"""What the commands of a `run` step need of the job's token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.actions.ci.workflows.known import gh_needs
from bot.actions.ci.workflows.tokens import OWN_MARK, masked
from bot.reading.installers import program, script_argument
from bot.reading.shell import ShellSyntaxError, commands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.ci.workflows.reading import Step
    from bot.protocols import Tree
    from bot.reading.shell import SimpleCommand, Word

_POSIX = re.compile(r"(?:ba|da|z|k)?sh\b")
_SIGNAL = re.compile(
    r"\bgit['\",\s]+(?:-\S+\s+)*push\b|\bgh\s+(?:api|issue|label|pr|release|repo|run|workflow)\b"
    r"|api\.github\.com|\bGITHUB_TOKEN\b|\bGH_TOKEN\b|\bfrom github import\b|octokit"
    r"|\bsemantic-release\b",
    re.IGNORECASE,
)
_RELEASES = re.compile(
    r"release|publish|deploy|bump|gh-?pages|backport|upload|sync", re.IGNORECASE
)
_PUSHERS = {
    # A program that pushes by itself: the words that make it do so.
    "ghp-import": frozenset({"-p", "--push"}),
    "mike": frozenset({"-p", "--push"}),
    "mkdocs": frozenset({"gh-deploy"}),
}
_RELEASERS = frozenset(
    {
        "auto",
        "changeset",
        "gh-pages",
        "goreleaser",
        "lerna",
        "np",
        "release-it",
        "release-please",
        "semantic-release",
    }
)
_RUNNERS = {
    # A program that runs what a file says: the files that it may be.
    "hatch": ("pyproject.toml", "hatch.toml"),
    "inv": ("tasks.py",),
    "invoke": ("tasks.py",),
    "just": ("justfile", "Justfile", ".justfile"),
    "make": ("Makefile", "makefile", "GNUmakefile"),
    "nox": ("noxfile.py",),
    "npm": ("package.json",),
    "npx": (),
    "pnpm": ("package.json",),
    "rake": ("Rakefile",),
    "task": ("Taskfile.yml", "Taskfile.yaml"),
    "tox": ("tox.ini", "tox.toml", "pyproject.toml"),
    "yarn": ("package.json",),
}
_HARMLESS = frozenset("""
    [ [[ apk apt apt-get awk brew case cat cd chmod chown choco cp curl cut date
    dnf docker done dpkg du echo elif else esac exit export false fi find for
    function git grep gzip head id in jq kill ln local ls mapfile mkdir mv pip
    pip3 pipx printf pushd popd pwd read realpath return rm sed set shift shopt
    sleep sort source sudo tail tar tee test touch tr trap true uname uniq unset
    unzip wait wc wget which xargs yum zip }
    """.split())  # noqa: SIM905  # eighty lines otherwise
_INLINE = frozenset({"-c", "-e", "--eval", "-m", "-p", "-"})
_NPM_VERBS = frozenset(
    {"add", "audit", "cache", "ci", "config", "i", "init", "install", "pack"}
    | {"publish", "version", "view", "whoami"}
)
_VALUED_GIT = frozenset({"-C", "-c", "--git-dir", "--work-tree"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What one command asks for: permissions, a push, or only a doubt."""

    why: str
    needs: Mapping[str, str] | None = None
    push: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """Where a run step finds the job's own token.

    `names` are the variables that hold it, `gh` is whether `gh` takes it.
    """

    names: frozenset[str]
    gh: bool
    inputs: frozenset[str] = frozenset()


def asked_by(step: Step, tokens: Tokens, tree: Tree) -> Iterator[Asked]:
    """Yield what the commands of a run step ask for."""
    script = masked(step.run, tokens.inputs)
    if step.shell and not _POSIX.match(step.shell):
        yield from _unread(script, tokens, f"a script for {step.shell.split()[0]}")
        return
    try:
        listed = commands(script)
    except ShellSyntaxError:
        yield from _unread(script, tokens, "a script that cannot be read")
        return
    tokens = Tokens(
        tokens.names, gh=tokens.gh or OWN_MARK in script, inputs=tokens.inputs
    )
    for position, command in enumerate(listed):
        if not _says_it_to_login(listed[position : position + 2]):
            yield from _command(command.words, tokens, tree)


def _says_it_to_login(pair: Sequence[SimpleCommand]) -> bool:
    """Return whether this is `echo $TOKEN | docker login`, or `gh auth login`."""
    words = [[word.text for word in program(command.words)] for command in pair]
    if len(words) < len(("echo", "login")) or words[0][:1] not in (
        ["echo"],
        ["printf"],
    ):
        return False
    return words[1][:3] == ["gh", "auth", "login"] or words[1][1:2] == ["login"]


def _unread(script: str, tokens: Tokens, what: str) -> Iterator[Asked]:
    if tokens.names or OWN_MARK in script or _SIGNAL.search(script):
        yield Asked(f"{what} may use the token")


def _command(words: Sequence[Word], tokens: Tokens, tree: Tree) -> Iterator[Asked]:
    nested = script_argument(words)
    if nested is not None:
        try:
            listed = commands(nested.text)
        except ShellSyntaxError:
            yield from _unread(nested.text, tokens, "a script that cannot be read")
            return
        for command in listed:
            yield from _command(command.words, tokens, tree)
        return
    rest = program(words)
    if not rest:
        return
    name = PurePosixPath(rest[0].text).name
    arguments = [word.text for word in rest[1:]]
    yield from _asked(name, arguments, rest, tokens, tree)


def _asked(
    name: str,
    arguments: Sequence[str],
    words: Sequence[Word],
    tokens: Tokens,
    tree: Tree,
) -> Iterator[Asked]:
    if name == "git":
        if _git_verb(arguments) == "push":
            yield Asked("git push", push=True)
    elif name == "gh":
        yield from _gh(arguments, tokens)
    elif name in {"docker", "podman"} and arguments[:1] == ["login"]:
        at_github = any("ghcr.io" in text or "docker.pkg" in text for text in arguments)
        if at_github and (tokens.names or tokens.gh):
            yield Asked(f"{name} login to GitHub's registry", {"packages": "write"})
    elif name in _PUSHERS and _PUSHERS[name].intersection(arguments):
        yield Asked(f"{name} {arguments[0]}", push=True)
    elif name in _RELEASERS or _RELEASERS.intersection(_command_words(name, arguments)):
        yield Asked(f"`{' '.join((name, *arguments[:1]))}` may push or publish")
    elif _hands_over(words, tokens):
        yield Asked(f"`{name}` is given the token")
    else:
        yield from _by_file(name, arguments, tokens, tree)


def _command_words(name: str, arguments: Sequence[str]) -> Sequence[str]:
    """Return what `npx` or `python -m` runs."""
    if name == "npx":
        return [text for text in arguments if not text.startswith("-")][:1]
    if name.startswith("python") and arguments[:1] == ["-m"]:
        return [text.replace("_", "-") for text in arguments[1:2]]
    return ()


def _git_verb(arguments: Sequence[str]) -> str:
    position = 0
    while position < len(arguments) and arguments[position].startswith("-"):
        position += 2 if arguments[position] in _VALUED_GIT else 1
    return arguments[position] if position < len(arguments) else ""


def _gh(arguments: Sequence[str], tokens: Tokens) -> Iterator[Asked]:
    if not tokens.gh:
        return
    verbs = [text for text in arguments if not text.startswith("-")][:2]
    command = " ".join(verbs)
    needs = gh_needs(command)
    if needs is None and verbs:
        needs = gh_needs(verbs[0])
    if arguments[:1] == ["--version"]:
        return
    if needs is None:
        yield Asked(f"what `gh {command}` needs is not known")
        return
    yield Asked(f"gh {command}", needs)
    if verbs[0] == "pr" and {"-d", "--delete-branch"}.intersection(arguments):
        yield Asked(f"gh {command} --delete-branch", {"contents": "write"})


def _hands_over(words: Sequence[Word], tokens: Tokens) -> bool:
    """Return whether the token is among the words of a command."""
    for word in words:
        if OWN_MARK in word.text:
            return True
        if not word.plain and any(
            re.search(rf"\$\{{?{re.escape(name)}\b", word.text) for name in tokens.names
        ):
            return True
    return False


def _by_file(
    name: str, arguments: Sequence[str], tokens: Tokens, tree: Tree
) -> Iterator[Asked]:
    """Yield doubts about a command whose work is written in a file."""
    shown = " ".join(" ".join((name, *arguments[:2])).split())[:60]
    if name in {"npm", "pnpm", "yarn"} and _NPM_VERBS.intersection(arguments[:1]):
        return
    if name in _RUNNERS:
        texts = [_text(tree, path) for path in _RUNNERS[name] if path in tree]
        if _RELEASES.search(" ".join(arguments)) or any(map(_SIGNAL.search, texts)):
            yield Asked(f"`{shown}` may push or use the token")
            return
    path = _script(name, arguments)
    if path:
        found = _find(tree, path)
        if _SIGNAL.search(_text(tree, found)) if found else _RELEASES.search(path):
            yield Asked(f"`{path}` may push or use the token")
            return
    if tokens.names and name not in _HARMLESS and not _installs(name, arguments):
        variable = min(tokens.names)
        yield Asked(f"`{shown}` may use the token in {variable}")


def _script(name: str, arguments: Sequence[str]) -> str:
    """Return the file that is run, if it is one: `./a.sh`, `python a.py`."""
    if re.fullmatch(r"python[\d.]*|bash|sh|zsh|source|\.|node|ruby", name):
        options = [text for text in arguments[:3] if text.startswith("-")]
        if _INLINE.intersection(options):
            return ""
        return next((text for text in arguments if not text.startswith("-")), "")
    return name if name.endswith((".sh", ".py", ".bash")) else ""


def _find(tree: Tree, path: str) -> str:
    """Return the file in the tree, wherever the step's folder is."""
    wanted = path.removeprefix("./")
    if wanted in tree:
        return wanted
    fitting = [each for each in tree.paths() if each.endswith(f"/{wanted}")]
    return fitting[0] if len(fitting) == 1 else ""


def _text(tree: Tree, path: str) -> str:
    return tree.read(path).decode("utf-8", "replace")


def _installs(name: str, arguments: Sequence[str]) -> bool:
    verbs = {"ci", "install", "pip", "sync", "venv"}
    return bool(verbs.intersection(arguments[:2])) and (
        name in {"npm", "pdm", "pipenv", "poetry", "uv", "yarn"}
        or name.startswith("python")
    )
