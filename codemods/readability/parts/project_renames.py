"""Names of modules that may be changed in all files of a project alike.

What is decided hangs on the index of the project alone, so that the file which
defines a name and the files which use it decide the same.
"""

from __future__ import annotations

import keyword
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.reading import spelling
from codemods.reading.program import Program, assembled
from codemods.reading.summary import Role, Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.reading.module import Module

FIXED = frozenset(
    {"addModuleCleanup", "asyncSetUp", "asyncTearDown", "doModuleCleanups"}
    | {"load_tests", "setUp", "setUpModule", "tearDown", "tearDownModule"}
)
"""Names that a framework calls."""


FEW = 5
"""So many names in mixedCase are no style yet."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """One name of a module and what it becomes, or why it stays (`reason`)."""

    module: str
    old: str
    new: str
    reason: str = ""


def of_module(
    module: Module, *, private: bool, given: Mapping[str, str] | None = None
) -> Iterator[Renamed]:
    """Yield the names that a file defines and that are to be written otherwise.

    With `given`, these are just the names in it, which become what it says.
    """
    program = program_of(module)
    summary = program.files.get(module.path)
    for old in sorted(summary.tops if summary else ()):
        found = of_name(program, module.name, old, private=private, given=given)
        if found:
            yield found


def program_of(module: Module) -> Program:
    """Return the project's index; one of just this file where there is none."""
    return module.project.program or module.once(_alone)


def _alone(module: Module) -> Program:
    own = summarise(module.path, module.source.data, module.name)
    return assembled({module.path: own}, [])


def of_name(
    program: Program,
    home: str,
    old: str,
    *,
    private: bool,
    given: Mapping[str, str] | None = None,
) -> Renamed | None:
    """Return what becomes of a module's name; None where it is no case at all.

    `private` asks for names of functions, classes and variables that start with
    an underscore, otherwise for functions without one.
    """
    summary = program.modules.get(home)
    if summary is None or old not in summary.tops or old.startswith("__"):
        return None
    new = given.get(old, "") if given else _written(summary, old)
    if not new or old.startswith("_") is not private or old in FIXED:
        return None
    roles = summary.words.get(old, {})
    is_class = any(each.name == old for each in summary.classes)
    if not private and (is_class or not roles.get(Role.DEFINED)):
        return None
    reasons = _reasons(program, summary, old, new, given=bool(given))
    if reasons is None:
        return None
    reason = reasons or (
        _unaccounted(program, summary, old, new)
        if private
        else _replaced(program, summary, old, new)
    )
    return Renamed(home, old, new, reason)


def _written(summary: Summary, old: str) -> str:
    """Return a name as PEP 8 has it, "" where it is so or that cannot be told."""
    if any(each.name == old for each in summary.classes):
        if not (spelling.is_mixed(old) and spelling.snake(old)):
            return ""
        bare = old.lstrip("_")
        return old[: len(old) - len(bare)] + bare[:1].upper() + bare[1:]
    return spelling.snake(old)


def _reasons(
    program: Program, summary: Summary, old: str, new: str, *, given: bool
) -> str | None:
    """Return what keeps any name as it is, "" for nothing; None to say nothing."""
    roles = summary.words.get(old, {})
    if not roles.get(Role.DEFINED) and not roles.get(Role.STORED):
        return None  # it is imported
    bound = roles.get(Role.DEFINED, 0) + roles.get(Role.STORED, 0)
    reasons = (
        (
            _has(summary, new),
            f"the file has a `{new}` already",
        ),
        (keyword.iskeyword(new) or not new.isidentifier(), f"`{new}` is no name"),
        (bool(program.broken), "a file of the project cannot be read"),
        (
            not given and writes_mixed(program),
            "the project writes most of its names in mixedCase",
        ),
        (
            old in summary.kept,
            "it is decorated, marked, defined in two ways, or stands in a comment",
        ),
        (bound != 1, "the file has the name for something else as well"),
        (bool(roles.get(Role.DOCUMENTED)), "a docstring speaks of it"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _has(summary: Summary, name: str) -> bool:
    return (
        name in summary.words
        or name in summary.tops
        or any(item.alias == name for item in summary.imports)
    )


def _unaccounted(program: Program, summary: Summary, old: str, new: str) -> str:
    """Return where a private name may be used in a way that is not seen."""
    own = summary.words.get(old, {})
    if any(own.get(role) for role in (Role.TEXT, Role.ATTRIBUTE, Role.KEYWORD)):
        return "the file speaks of it in another way"
    if summary.dynamic:
        return "the file looks names up when it runs"
    if program.texts.get(old):
        return f"{min(program.texts[old])} speaks of it"
    for path in program.paths_with(old):
        if path != summary.path:
            user = program.files[path]
            reason = _file_reason(user, summary, old)
            if reason or _has(user, new):
                return reason or f"{path} has a `{new}` already"
    for path, _ in program.imports_of(summary.module):
        if program.files[path].dynamic:
            return f"{path} looks names up when it runs"
    return ""


def _file_reason(user: Summary, home: Summary, old: str) -> str:
    """Return what of a name in another file is no use of it that is seen."""
    roles = user.words.get(old, {})
    imported = sum(
        item.module == home.module and item.name == old for item in user.imports
    )
    reached = user.reached.get((home.module, old), 0)
    used = imported + reached
    others = (Role.TEXT, Role.DOCUMENTED, Role.DEFINED, Role.STORED, Role.KEYWORD)
    if (
        not used
        or any(roles.get(role) for role in others)
        or roles.get(Role.ATTRIBUTE, 0) != reached
        or roles.get(Role.IMPORTED, 0) != imported
        or (roles.get(Role.LOADED) and not imported)
    ):
        return f"{user.path} has the name in another way"
    return ""


def _replaced(program: Program, summary: Summary, old: str, new: str) -> str:
    """Return who may replace, or look up, a public name by its text."""
    own = summary.words.get(old, {})
    told = 1 if summary.exports is not None and old in summary.exports else 0
    spoken = [p for p in program.texts.get(old, ()) if not p.endswith(_PROSE)]
    others = [
        path
        for path in program.paths_with(old, Role.TEXT, Role.STORED, Role.DEFINED)
        if path != summary.path
    ]
    users = [
        path
        for path in program.uses_of(summary.module, old)
        if _has(program.files[path], new)
    ]
    reasons = (
        (own.get(Role.TEXT, 0) != told, "a text speaks of it"),
        (not _can_warn(program, summary), "`warnings` or `Any` is something else"),
        (bool(others), f"{min(others, default='')} has the name in another way"),
        (bool(spoken), f"{min(spoken, default='')} speaks of it"),
        (bool(users), f"{min(users, default='')} has a `{new}` already"),
    )
    reason = next((reason for holds, reason in reasons if holds), "")
    return reason or _given_on(program, summary, old)


def _can_warn(program: Program, summary: Summary) -> bool:
    """Whether a file may import what the old name needs to warn."""
    if any(name.partition(".")[0] in _NEEDED for name in program.modules):
        return False
    imported = {item.alias: item.module for item in summary.imports}
    return all(
        imported.get(name) == home or name not in summary.tops
        for home, name in (("warnings", "warnings"), ("typing", "Any"))
    )


_NEEDED = frozenset({"typing", "warnings"})


def _given_on(program: Program, summary: Summary, old: str) -> str:
    """Return who takes a name only to give it to others, "" for nobody."""
    for path, item in program.imports_of(summary.module, old):
        again = program.files[path]
        if item.name == "*" or again.is_package or item.alias in (again.exports or ()):
            return f"{path} gives it on to others"
        for other, _ in program.imports_of(again.module, item.alias):
            return f"{other} takes it from {path}"
    return ""


_PROSE = (".md", ".rst", ".txt")


def writes_mixed(program: Program) -> bool:
    """Return whether most functions and variables of a project are mixedCase.

    Names of one word do not count.
    """
    names = {name for summary in program.files.values() for name in summary.tops}
    mixed = sum(map(spelling.is_mixed, names))
    plain = sum("_" in name.strip("_") and name.islower() for name in names)
    return mixed > max(plain, FEW)
