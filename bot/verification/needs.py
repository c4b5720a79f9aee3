"""What must be installed so that the target's tests can run, and why.

Decided from the manifests alone. What the project itself needs comes first,
then what its authors set aside for tests, under whatever name and in whatever
file; the rest of what is declared is spare, for imports that are still
missing. Large distributions that only an option asks for stay out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bot.dependencies.names import is_heavy, plugin_for, supplier
from bot.verification.locks import constraints
from bot.verification.projects import (
    expanded,
    is_dynamic,
    is_project,
    local_folders,
    own_name,
    read_toml,
)
from bot.verification.pytest_config import read_pytest_config
from bot.verification.versions import name_of, pep508

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.model import Facts
    from bot.model import Requirement as Declared
    from bot.protocols import Tree
    from bot.reading.imports import Imports

MAIN, TEST, DEV, FILE, RUNNER, SPARE = range(6)
"""How dear a need is, the dearest first: of a conflict the last one is dropped."""

NOT_INSTALLED: Final = frozenset({"build-system", "constraints"})
LARGE_FOLDER: Final = 25
"""Requirements above which a folder of scripts gets only what tests import."""

_TEST_GROUP = re.compile(
    r"(^|[-_.])(unit)?tests?(ing)?($|[-_.])|^(pytest|check|qa|ci)$"
)
_DEV_GROUP = re.compile(r"(^|[-_.])(dev|develop|development|devel)($|[-_.])")
_TEST_FILE = re.compile(r"(^|[-_./])(tests?|testing|ci)([-_./]|$)")
_DEV_FILE = re.compile(r"(^|[-_./])(dev|develop|development|devel)([-_./]|$)")
_PLAIN_FILE = re.compile(r"(requirements/)?(requirements|base|main|common)\.\w+")
_ASIDE = re.compile(r"(^|/)(docs?|examples?|samples?|benchmarks?|tutorials?|sdk)/")
_TEST_TOOL = re.compile(
    r"^(pytest|pytest-.+|mock|nose2?|hypothesis|responses|requests-mock|respx|vcrpy"
    r"|freezegun|time-machine|faker|factory-boy|testfixtures|parameterized|ddt"
    r"|model-bakery|inline-snapshot|syrupy|dirty-equals|pyfakefs|moto|fakeredis"
    r"|anyio|trio|asynctest|aioresponses|testtools|subunit|coverage)$"
)
_FILE_KINDS: Final = frozenset({"requirements", "requirements-in"})
_PROJECT_FILES: Final = frozenset(
    {"Pipfile", "hatch.toml", "pyproject.toml", "setup.cfg", "setup.py"}
)


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement to be installed, as PEP 508 text, and who asks for it."""

    name: str
    text: str
    origin: str
    rank: int


@dataclass(frozen=True, slots=True)
class Needs:
    """All that an environment is made from; equal needs give equal environments.

    `constraints` maps a name to the lines of the project's locks. `name` is
    the project's own, "" where it has none; `project` whether it can be
    installed; `dynamic` whether only its build can tell what it needs, with
    the extras to ask for. `local` are folders of other projects in the
    repository that it is developed with. `spare` is declared, and not chosen.
    `imported` are the modules of others that tests reach. `left_out` are
    sentences.
    """

    needs: tuple[Need, ...] = ()
    constraints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""
    project: bool = False
    dynamic: bool = False
    extras: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    spare: tuple[Need, ...] = ()
    imported: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def read_needs(tree: Tree, facts: Facts, imports: Imports) -> Needs:
    """Return what the target's tests need, by its manifests."""
    document = read_toml(tree, "pyproject.toml")
    name = own_name(tree, document)
    local = local_folders(tree, document, read_toml(tree, "hatch.toml"))
    neighbours = {
        own_name(tree, read_toml(tree, f"{folder}/pyproject.toml"), folder)
        for folder in local
    } - {""}
    declared = tuple(
        item
        for item in expanded(facts.requirements, name, document)
        if item.name not in neighbours
    )
    project = is_project(tree, document)
    kinds = {manifest.path: manifest.kind for manifest in facts.manifests}
    dynamic = project and is_dynamic(tree, document)
    layout = _Layout(kinds=kinds, local=local, project=project)
    ranked = _ranked(declared, facts, layout)
    chosen = [need for need in ranked if need.rank < SPARE]
    left_out = [*_elsewhere(declared, layout)]
    main_files = {need.origin for need in chosen if need.rank == MAIN}
    if not project and len(chosen) > LARGE_FOLDER:
        chosen = _imported(chosen, imports, facts)
        files = ", ".join(sorted(main_files))
        left_out.append(
            f"Of {files or 'the requirements'}, only what the tests import was taken."
        )
    kept, heavy = _without_heavy(chosen)
    if heavy:
        left_out.append(f"Left out, because they are very large: {', '.join(heavy)}.")
    names = {need.name for need in kept}
    extras = sorted({d.group for d in declared if _is_chosen_extra(d, ranked)})
    return Needs(
        needs=_unique([*kept, *_runner_needs(names, facts)]),
        constraints=constraints(tree, facts),
        name=name,
        project=project,
        dynamic=dynamic,
        extras=tuple(extras) if dynamic else (),
        local=local,
        spare=_unique(
            replace(need, rank=SPARE)
            for need in ranked
            if not _ASIDE.search(need.origin.lower())
        ),
        imported=_outside(imports, facts),
        left_out=tuple(left_out),
    )


def with_plugins(needs: Needs, tree: Tree) -> Needs:
    """Return the needs with the plugins that pytest's configuration asks for."""
    config = read_pytest_config(tree)
    wanted = {name_of(text): text for text in config.required_plugins}
    for option in config.options:
        plugin = plugin_for(option)
        if plugin:
            wanted.setdefault(plugin, plugin)
    taken = {need.name for need in needs.needs}
    spare = {need.name: need for need in reversed(needs.spare)}
    more = [
        spare.get(name, Need(name, text, config.path, RUNNER))
        for name, text in sorted(wanted.items())
        if name and name not in taken
    ]
    return replace(needs, needs=(*needs.needs, *more))


def with_modules(needs: Needs, modules: Iterable[str]) -> Needs:
    """Return the needs with what the manifests name for these modules."""
    return replace(needs, needs=(*needs.needs, *supply(needs, modules)))


def supply(needs: Needs, missing: Iterable[str]) -> tuple[Need, ...]:
    """Return the declared needs that bring these missing modules.

    What no manifest names is not installed: it is the target's own trouble. An
    exact version counts as "at least" where it stands in a file of which
    nothing else was taken: alone, it rarely goes with the rest.
    """
    spare = {need.name: need for need in reversed(needs.spare)}
    chosen = {supplier(module, spare) for module in missing} - {""}
    taken = {need.name for need in needs.needs}
    used = {need.origin for need in needs.needs if need.rank <= DEV}
    return tuple(
        spare[name] if spare[name].origin in used else _loose(spare[name])
        for name in sorted(chosen - taken)
        if not is_heavy(name)
    )


def too_heavy(needs: Needs, missing: Iterable[str]) -> tuple[str, ...]:
    """Return the very large distributions that would bring these modules."""
    names = {need.name for need in needs.spare}
    return tuple(sorted(name for m in missing if is_heavy(name := supplier(m, names))))


def _loose(need: Need) -> Need:
    text = re.sub(r"(?<![=!<>~])===?\s*(\d+(?:\.\d+)*)(?![\w.*])", r">=\1", need.text)
    return replace(need, text=text)


# --------------------------------------------------------------------- choice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Kinds of manifests, folders of neighbours, whether the root is a project."""

    kinds: Mapping[str, str]
    local: tuple[str, ...]
    project: bool


def _ranked(declared: Iterable[Declared], facts: Facts, layout: _Layout) -> list[Need]:
    """Return every requirement with its rank, the dearest first."""
    items = [item for item in declared if item.group not in NOT_INSTALLED]
    ranks = [_rank(item, layout) for item in items]
    named = {item.name for item, rank in zip(items, ranks, strict=True) if rank <= TEST}
    framework = facts.test_framework or "pytest"
    served = framework in named or framework == "unittest"
    needs = []
    for item, rank in zip(items, ranks, strict=True):
        text = pep508(item.text)
        if text and name_of(text) == item.name:
            second = rank in {DEV, FILE}
            spare = second and (
                item.name in named or (served and not _TEST_TOOL.match(item.name))
            )
            needs.append(Need(item.name, text, _origin(item), SPARE if spare else rank))
    return sorted(needs, key=lambda need: need.rank)


def _elsewhere(declared: Iterable[Declared], layout: _Layout) -> Iterator[str]:
    """Yield a sentence for each need that is not on the package index."""
    seen = set()
    for item in declared:
        if item.group not in NOT_INSTALLED and _rank(item, layout) < RUNNER:
            text = re.sub(r"^(-e|--editable)[\s=]+", "", item.text)
            if re.search(r"\b(git|hg|svn|bzr)\+|://", text) and text not in seen:
                seen.add(text)
                yield (
                    f"{text} ({_origin(item)}) was left out:"
                    " only the package index can be reached."
                )


def _rank(item: Declared, layout: _Layout) -> int:
    kind = layout.kinds.get(item.path, "")
    folder, _, file = item.path.rpartition("/")
    at_root = not folder
    if file in _PROJECT_FILES and (at_root or folder in layout.local):
        rank = _group_rank(item.group.lower())
        return rank if at_root or rank == MAIN else SPARE
    if kind in _FILE_KINDS and item.path.count("/") <= 1:
        return _file_rank(item.path.lower(), project=layout.project)
    return FILE if at_root and kind in {"tox", "nox"} else SPARE


def _group_rank(group: str) -> int:
    if not group:
        return MAIN
    if _TEST_GROUP.search(group):
        return TEST
    return DEV if _DEV_GROUP.search(group) else SPARE


def _file_rank(path: str, *, project: bool) -> int:
    if _TEST_FILE.search(path):
        return FILE if project else TEST
    if _DEV_FILE.search(path):
        return FILE
    if _PLAIN_FILE.fullmatch(path) and not project:
        return MAIN
    return FILE if _PLAIN_FILE.fullmatch(path) and "/" not in path else SPARE


def _origin(item: Declared) -> str:
    if not item.group or item.group == item.path:
        return item.path
    return f"{item.group!r} of {item.path}"


def _imported(needs: list[Need], imports: Imports, facts: Facts) -> list[Need]:
    names = {need.name for need in needs}
    wanted = {supplier(module, names) for module in _outside(imports, facts)}
    return [
        need for need in needs if need.name in wanted or _TEST_TOOL.match(need.name)
    ]


def _outside(imports: Imports, facts: Facts) -> tuple[str, ...]:
    """Return the modules of others that tests import, directly or not."""
    reached = imports.reached(facts.test_files)
    return tuple(
        sorted({name for path in reached for name in imports.outside.get(path, ())})
    )


def _without_heavy(needs: list[Need]) -> tuple[list[Need], list[str]]:
    heavy = sorted({need.name for need in needs if is_heavy(need.name)})
    return [need for need in needs if not is_heavy(need.name)], heavy


def _is_chosen_extra(item: Declared, ranked: list[Need]) -> bool:
    if item.path not in _PROJECT_FILES or not item.group:
        return False
    origin = _origin(item)
    return any(need.origin == origin and need.rank <= DEV for need in ranked)


def _unique(needs: Iterable[Need]) -> tuple[Need, ...]:
    seen: dict[tuple[str, str], Need] = {}
    for need in needs:
        seen.setdefault((need.name, need.text), need)
    return tuple(seen.values())


# hatch's own environment for tests has these, whatever else a project adds:
# https://hatch.pypa.io/latest/config/internal/testing/#dependencies
_HATCH_TEST: Final = ("pytest", "pytest-mock", "pytest-rerunfailures", "pytest-xdist")


def _runner_needs(names: set[str], facts: Facts) -> Iterator[Need]:
    """Yield what runs and measures the tests, where nothing asks for it yet."""
    wanted = ["coverage"]
    if facts.test_framework != "unittest":
        wanted.append("pytest")
    if facts.manager == "hatch" and "pytest" not in names:
        wanted += _HATCH_TEST
    for name in dict.fromkeys(wanted):
        if name not in names:
            yield Need(name, name, "the test runner", RUNNER)
