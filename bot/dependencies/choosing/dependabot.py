"""Dependabot's settings as rules of ours.

https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-options-reference
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.dependencies.choosing.ignoring import (
    LONGEST_FILE,
    Group,
    Import,
    Imported,
    strings,
    table,
)
from bot.dependencies.choosing.rules import Rule, Step, is_specifier

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = (".github/dependabot.yml", ".github/dependabot.yaml")
"""Where the settings may be; the first that is there counts."""

_KINDS = {
    "pip": frozenset[str](),
    "uv": frozenset[str](),
    "conda": frozenset({"conda"}),
    "pre-commit": frozenset({"pre-commit"}),
}
"""The ecosystems with packages of Python; none of the kinds means all."""

_UPDATE_TYPES = {f"version-update:semver-{step.value}": step for step in Step}
_SIZES = {step.value: step for step in Step}
_AGES = {f"semver-{step.value}-days": frozenset({step}) for step in Step}
_READ = (
    *("package-ecosystem", "directory", "directories", "ignore", "allow", "groups"),
    *("cooldown", "exclude-paths"),
)
_BARE = re.compile(r"\s*v?(\d+(?:\.\d+)*)((?:\.[x*])*)\s*")
_GROUP = ("applies-to", "patterns", "exclude-patterns", "update-types")


def read_dependabot(path: str, content: bytes) -> Imported:
    """Return what Dependabot's file says of packages of Python."""
    work = Import(path)
    if len(content) > LONGEST_FILE:
        return work.unreadable("it is too long")
    try:
        settings: object = YAML(typ="safe", pure=True).load(content.decode("utf-8-sig"))
    except (YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        return work.unreadable(error)
    found = table(settings)
    entries = found.get("updates")
    if not isinstance(entries, list):
        return work.unreadable("it has no list of `updates`")
    work.leave_keys(found, ("version", "updates", "registries"), "")
    ours = {
        number: entry
        for number, entry in enumerate(map(table, entries), 1)
        if entry.get("package-ecosystem") in _KINDS
    }
    for number, entry in ours.items():
        others = [each for each in ours.values() if each is not entry]
        _entry(work, entry, _about(entry, others, f"entry {number} of {path}"))
    return work.done()


def _about(
    entry: dict[str, object], others: list[dict[str, object]], source: str
) -> Rule:
    """Return an empty rule for the files that an entry is about."""
    ecosystem = str(entry["package-ecosystem"])
    folders = _folders(entry)
    deeper = [
        folder
        for other in others
        if other["package-ecosystem"] == ecosystem
        for folder in _folders(other)
        if any(_within(folder, own) for own in folders)
    ]
    paths = [_below(folder) for folder in folders if folder]
    if "" in folders:
        paths = []
    paths += [f"!{_below(folder)}" for folder in deeper if folder not in folders]
    return Rule(source, paths=tuple(paths), kinds=_KINDS[ecosystem])


def _folders(entry: dict[str, object]) -> list[str]:
    """Return the folders of an entry, "" for the root."""
    found = strings(entry.get("directories")) or strings(entry.get("directory")) or [""]
    return [each.strip("/").removeprefix("./").removesuffix("/.") for each in found]


def _within(folder: str, other: str) -> bool:
    return folder != other and (not other or folder.startswith(f"{other}/"))


def _below(folder: str) -> str:
    return folder if folder.endswith("**") else f"{folder}/**"


def _entry(work: Import, entry: dict[str, object], about: Rule) -> None:
    """Take over one entry of `updates`."""
    work.leave_keys(entry, _READ, f" of {about.source}")
    _exclude_paths(work, entry, about)
    _allow(work, entry, about)
    _ignore(work, entry, about)
    _cooldown(work, entry, about)
    for name, group in table(entry.get("groups")).items():
        _group(work, name, table(group), about)


def _exclude_paths(work: Import, entry: dict[str, object], about: Rule) -> None:
    """Take over the paths that are left out, which are relative to the folder."""
    texts = strings(entry.get("exclude-paths", []))
    if texts is None:
        work.leave(f"`exclude-paths` of {about.source} is no list of texts.")
        return
    paths = [
        f"{folder}/{text}".strip("/") for folder in _folders(entry) for text in texts
    ]
    if paths:
        both = tuple(each for path in paths for each in (path, f"{path}/**"))
        source = f"`exclude-paths` of {about.source}"
        work.rules.append(replace(about, source=source, paths=both, off=True))


def _list(
    work: Import, entry: dict[str, object], key: str, about: Rule
) -> Iterator[dict[str, object]]:
    """Yield the tables of a list."""
    found = entry.get(key, [])
    if not isinstance(found, list):
        work.leave(f"`{key}` of {about.source} is no list.")
        return
    for each in found:
        if isinstance(each, dict) and each:
            yield table(each)
        else:
            work.leave(f"`{each}` in `{key}` of {about.source} is no table.")


def _allow(work: Import, entry: dict[str, object], about: Rule) -> None:
    """Take over the list of the only packages that are updated."""
    names: list[str] = []
    source = f"`allow` of {about.source}"
    for each in _list(work, entry, "allow", about):
        name = each.get("dependency-name", "*")
        kind = each.get("dependency-type", "all")
        known = {"dependency-name", "dependency-type"}
        if (
            set(each) - known
            or kind not in {"all", "direct"}
            or not isinstance(name, str)
        ):
            work.leave(f"{source} is not understood, so all of it is left out.")
            return
        names.append(name)
    if names:
        others = tuple(f"!{each}" for each in names)
        work.rules.append(replace(about, source=source, names=others, off=True))


def _ignore(work: Import, entry: dict[str, object], about: Rule) -> None:
    """Take over what is ignored.

    Only versions are kept from security fixes, too, as Dependabot does it.
    """
    for each in _list(work, entry, "ignore", about):
        name = each.get("dependency-name", "*")
        source = f"`ignore` {name} of {about.source}"
        versions = strings(each.get("versions", []))
        types = strings(each.get("update-types", []))
        known = {"dependency-name", "versions", "update-types"}
        if (
            not isinstance(name, str)
            or versions is None
            or types is None
            or set(each) - known
        ):
            work.leave(f"{source} is not understood.")
            continue
        rule = replace(about, source=source, names=(name,))
        if not versions and not types:
            work.rules.append(replace(rule, off=True, routine_only=True))
            continue
        kept_out = [_versions(text) for text in versions]
        steps = [_UPDATE_TYPES.get(text.strip().lower()) for text in types]
        if None in kept_out or None in steps:
            work.leave(f"{source} names versions or sizes that are not understood.")
        out = tuple(text for text in kept_out if text)
        sizes = frozenset(step for step in steps if step)
        if out:
            work.rules.append(replace(rule, kept_out=out))
        if sizes:
            work.rules.append(replace(rule, steps=sizes, off=True, routine_only=True))


def _versions(text: str) -> str | None:
    """Return versions as a specifier, None where they are not understood.

    `4.x` is a prefix; `~>` of Ruby is `~=`.
    """
    match = _BARE.fullmatch(text)
    if match:
        return f"=={match[1]}{'.*' if match[2] else ''}"
    parts = [_part(part.strip()) for part in text.split(",")]
    joined = ",".join(parts)
    return joined if is_specifier(joined) else None


def _part(text: str) -> str:
    """Return one part of a requirement of Ruby as a specifier."""
    match = re.fullmatch(r"~>\s*(\d+)", text)
    if match:
        return f"=={match[1]}.*"
    return re.sub(r"^=(?!=)", "==", text.replace("~>", "~="))


def _cooldown(work: Import, entry: dict[str, object], about: Rule) -> None:
    """Take over the minimum ages."""
    found = table(entry.get("cooldown"))
    source = f"`cooldown` of {about.source}"
    work.leave_keys(
        found, ("default-days", "include", "exclude", *_AGES), f" of {source}"
    )
    include = strings(found.get("include", []))
    exclude = strings(found.get("exclude", []))
    if include is None or exclude is None:
        work.leave(f"{source} is not understood.")
        return
    names = (*include, *(f"!{each}" for each in exclude))
    for key, steps in {"default-days": frozenset[Step](), **_AGES}.items():
        days = found.get(key)
        if isinstance(days, int) and not isinstance(days, bool) and days >= 0:
            rule = replace(about, source=source, names=names, steps=steps)
            work.rules.append(replace(rule, minimum_age=float(days)))
        elif key in found:
            work.leave(f"`{key}` of {source} is no number of days.")


def _group(work: Import, name: str, found: dict[str, object], about: Rule) -> None:
    """Take over one group, if all of its conditions are understood."""
    patterns = strings(found.get("patterns", []))
    excluded = strings(found.get("exclude-patterns", []))
    sizes = strings(found.get("update-types", []))
    unknown = [key for key in found if key not in _GROUP]
    steps = [_SIZES.get(each) for each in sizes or []]
    applies = found.get("applies-to", "version-updates")
    if (
        patterns is None
        or excluded is None
        or sizes is None
        or unknown
        or None in steps
    ):
        work.leave(f"The group `{name}` of {about.source} is not understood.")
        return
    names = (*patterns, *(f"!{each}" for each in excluded))
    size = frozenset(step for step in steps if step)
    security = applies == "security-updates"
    work.groups.append(
        Group(name, about.source, names, about.paths, about.kinds, size, security)
    )
