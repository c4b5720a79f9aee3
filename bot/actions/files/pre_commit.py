"""The hooks of a repository's pre-commit configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.text import Text, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.protocols import Tree

PATH = ".pre-commit-config.yaml"
"""Where pre-commit looks, in the top folder of a repository only.

https://pre-commit.com/#adding-pre-commit-plugins-to-your-project
"""


@dataclass(frozen=True, slots=True)
class Hook:
    """One hook: `repo` is its source, `rev` the revision, `line` its place.

    `files` and `exclude` are the patterns of paths that it is run for, and
    not run for; those of the whole file count in.
    """

    repo: str
    rev: str
    id: str
    args: tuple[str, ...]
    line: int
    additional: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreCommit:
    """The configuration: its text, its hooks, and where the next repo goes.

    `end` is the offset of the line behind the last repository; `indent` the
    column of the hyphens, `gap` what stands between a hyphen and its item.
    """

    text: Text
    hooks: tuple[Hook, ...]
    end: int
    indent: int
    gap: str

    def find(self, *ids: str) -> Hook | None:
        """Return the first hook with one of these ids."""
        return next((hook for hook in self.hooks if hook.id in ids), None)


def read_pre_commit(tree: Tree) -> PreCommit | None:
    """Return the configuration of the target, None where it has none.

    Raises `BrokenFileError` with the line where it is not what pre-commit
    reads.
    """
    return parse_pre_commit(read_text(tree, PATH)) if PATH in tree else None


def parse_pre_commit(text: Text) -> PreCommit:
    """Return the text as a configuration; raises as `read_pre_commit` does."""
    try:
        loaded: Any = YAML(typ="rt", pure=True).load(text.text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise BrokenFileError(PATH, line, f"not YAML: {error.problem}") from error
    except YAMLError as error:
        raise BrokenFileError(PATH, 0, f"not YAML: {error}") from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("repos"), list):
        raise BrokenFileError(PATH, 1, "no list of repositories")
    hooks = tuple(_hooks(loaded))
    return PreCommit(text, hooks, *_end(text, loaded))


def _hooks(loaded: Any) -> Iterator[Hook]:
    for repo in loaded["repos"]:
        if not isinstance(repo, dict) or not isinstance(repo.get("hooks"), list):
            continue
        hooks: list[Any] = repo["hooks"]
        for hook in hooks:
            if "id" in hook and hasattr(hook, "lc"):
                yield Hook(
                    str(repo.get("repo", "")),
                    str(repo.get("rev", "")),
                    str(hook["id"]),
                    tuple(str(item) for item in hook.get("args") or ()),
                    hook.lc.line + 1,
                    tuple(str(i) for i in hook.get("additional_dependencies") or ()),
                    tuple(str(x["files"]) for x in (loaded, hook) if "files" in x),
                    tuple(str(x["exclude"]) for x in (loaded, hook) if "exclude" in x),
                )


def _end(text: Text, loaded: Any) -> tuple[int, int, str]:
    """Return where the list of repositories ends, its indent and its gap."""
    repos = loaded["repos"]
    lines = text.text.splitlines(keepends=True)
    if not repos or repos.fa.flow_style():
        return -1, 0, " "
    last = repos.lc.item(len(repos) - 1)[0]
    hyphen = re.match(r"(?P<indent> *)-(?P<gap> +)", lines[last])
    if hyphen is None:
        return -1, 0, " "
    indent = len(hyphen["indent"])
    end = last + 1
    for number in range(last + 1, len(lines)):
        line = lines[number]
        deep = len(line) - len(line.lstrip(" "))
        if line.strip() and deep > indent:
            end = number + 1
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    return sum(map(len, lines[:end])), indent, hyphen["gap"]


def add_repo(config: PreCommit, repo: str, rev: str, hook: Sequence[str]) -> Text:
    """Return the text with one more repository at the end of the list.

    `hook` is the lines of its one hook, the first without a hyphen. All is
    laid out as the repositories before it. Raises `UnusualFileError`
    where the list is written in one line.
    """
    if config.end < 0:
        raise UnusualFileError(PATH, 1, "the repositories are written in one line")
    source = config.text.text
    margin = " " * config.indent
    inner = f"{margin} {config.gap}"
    hooks_at = re.search(r"^( *)- +id:", source, re.MULTILINE)
    apart = re.search(r"\n[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*[ \t]*- +repo:", source)
    lines = (
        f"{chr(10) if apart else ''}{margin}-{config.gap}repo: {repo}\n"
        f"{inner}rev: {rev}\n{inner}hooks:\n"
    )
    hooks = _hook_lines(hook, hooks_at[1] if hooks_at else f"{inner}  ", config.gap)
    return _checked(config, config.text.insert_lines(config.end, lines + hooks))


def add_hook(config: PreCommit, beside: Hook, hook: Sequence[str]) -> Text:
    """Return the text with one more hook of the same repository, after `beside`.

    `hook` is its lines, as for `add_repo`.
    """
    lines = config.text.text.splitlines(keepends=True)
    line = lines[beside.line - 1]
    indent = len(line) - len(line.lstrip(" "))
    end = beside.line
    for number in range(beside.line, len(lines)):
        content = lines[number].strip()
        deep = len(lines[number]) - len(lines[number].lstrip(" "))
        if content and deep > indent:
            end = number + 1
        elif content and not content.startswith("#"):
            break
    new = _hook_lines(hook, " " * indent, config.gap)
    return _checked(config, config.text.insert_lines(sum(map(len, lines[:end])), new))


def _checked(config: PreCommit, text: Text) -> Text:
    """Return the text if it holds the old hooks and one more."""
    hooks = parse_pre_commit(text).hooks
    names = [(hook.repo, hook.id, hook.args) for hook in hooks]
    old = [(hook.repo, hook.id, hook.args) for hook in config.hooks]
    if len(names) != len(old) + 1 or any(name not in names for name in old):
        raise UnusualFileError(PATH, 1, "a hook cannot be added without changing more")
    return text


def _hook_lines(hook: Sequence[str], margin: str, gap: str) -> str:
    first, *rest = hook
    lines = (f"{margin} {gap}{line}\n" for line in rest)
    return f"{margin}-{gap}{first}\n" + "".join(lines)


def move_rev(config: PreCommit, hook: Hook, rev: str) -> Text:
    """Return the text with the revision of the hook's repository replaced.

    Raises `UnusualFileError` where the revision is not found once before it.
    """
    lines = config.text.text.splitlines(keepends=True)
    for number in range(hook.line - 1, -1, -1):
        found = re.match(
            r"\s*(?:- +)?rev: *(['\"]?)(?P<rev>[^'\"\s#]+)\1", lines[number]
        )
        if found and found["rev"] == hook.rev:
            start = sum(map(len, lines[:number])) + found.start("rev")
            return config.text.splice(start, start + len(hook.rev), rev)
    raise UnusualFileError(PATH, hook.line, "the revision stands in an unusual place")


def new_config(repo: str, rev: str, hook: Sequence[str]) -> bytes:
    """Return a whole configuration with one hook, whose lines `hook` is."""
    lines = f"repos:\n  - repo: {repo}\n    rev: {rev}\n    hooks:\n"
    return (lines + _hook_lines(hook, " " * 6, " ")).encode()
