"""Every requirement that is declared anywhere, with its file and line."""

from __future__ import annotations

import ast
import posixpath
import re
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from bot.assessment.readers.documents import as_mapping, child, elements, ini_line
from bot.assessment.readers.pyproject_requirements import (
    BUILD_GROUP,
    hatch_requirements,
    named,
    pyproject_requirements,
)
from bot.dependencies.finding.kinds import is_compiled
from bot.dependencies.finding.requirement_lines import Kind, requirement_lines
from bot.dependencies.finding.requirement_text import requirement_name
from bot.model import Manifest, Requirement
from bot.reading.setup_script import read_setup_script
from bot.toml_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.assessment.readers.documents import Documents


def requirements(
    documents: Documents, found: Sequence[Manifest]
) -> tuple[tuple[Requirement, ...], tuple[Manifest, ...]]:
    """Return what all manifests ask for, and the manifests they lead to.

    What a lock or a compiled file pins is declared elsewhere. Files reached by
    `-r` and `-c` are manifests too, whatever their names. A line that is no
    requirement is named in the documents' problems.
    """
    kinds = {manifest.path: manifest.kind for manifest in found}
    queue = list(kinds)
    while queue:
        path = queue.pop()
        for reached, kind in _reached(documents, path, kinds[path]):
            if reached not in kinds:
                queue.append(reached)
                kinds[reached] = kind
            elif kind == "constraints" and kinds[reached] == "requirements":
                kinds[reached] = kind
    asked = {
        need
        for path, kind in kinds.items()
        if kind in _READERS
        for need in _READERS[kind](documents, path)
    }
    order = sorted(
        asked, key=lambda need: (need.path, need.line, need.name, need.group)
    )
    return tuple(order), tuple(Manifest(path, kinds[path]) for path in sorted(kinds))


_FILE_KINDS = frozenset({"requirements", "requirements-in", "constraints", "compiled"})


def _reached(documents: Documents, path: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the files that a requirements file asks for, with their kinds."""
    if kind not in _FILE_KINDS:
        return
    for line in requirement_lines(documents.text(path) or ""):
        if line.kind not in {Kind.INCLUDE, Kind.CONSTRAINT} or "://" in line.text:
            continue
        folder = path.rpartition("/")[0]
        target = posixpath.normpath(posixpath.join(folder, line.text))
        if "$" in target or target.startswith(".."):
            continue
        if target not in documents.tree:
            reason = f"asks for {line.text}, which is not there"
            documents.problem(path, line.first, reason)
            continue
        text = documents.text(target)
        if text is not None:
            plain = "requirements" if line.kind is Kind.INCLUDE else "constraints"
            yield target, "compiled" if is_compiled(text) else plain


def _file(documents: Documents, path: str) -> Iterator[Requirement]:
    for line in requirement_lines(documents.text(path) or ""):
        if line.kind in {Kind.REQUIREMENT, Kind.LOCATION} and line.name:
            yield Requirement(line.name, line.text, path, line.first, path)
        elif line.kind is Kind.INVALID:
            documents.problem(path, line.first, line.reason)


def _setup_cfg(documents: Documents, path: str) -> Iterator[Requirement]:
    """https://setuptools.pypa.io/en/latest/userguide/declarative_config.html."""
    parser = documents.ini(path)
    places = [
        ("options", "install_requires", ""),
        ("options", "setup_requires", BUILD_GROUP),
        ("options", "tests_require", "tests"),
    ]
    if parser.has_section("options.extras_require"):
        places += [
            ("options.extras_require", extra, extra)
            for extra in parser.options("options.extras_require")
        ]
    for section, option, group in places:
        value = parser.get(section, option, fallback="") or ""
        yield from _ini_value(documents, path, section, option, value, group)


def _ini_value(  # noqa: PLR0913, PLR0917  # the place of a value has four parts
    documents: Documents, path: str, section: str, option: str, value: str, group: str
) -> Iterator[Requirement]:
    if value.strip().startswith(("file:", "attr:")):
        return
    for item in re.split(r"\n", value):
        text = re.sub(r"\s#.*$", "", item).strip()
        name = requirement_name(text)
        if name:
            line = ini_line(documents.text(path) or "", section, option, text)
            yield Requirement(name, text, path, line, group)


def _setup_py(documents: Documents, path: str) -> Iterator[Requirement]:
    script = read_setup_script(documents.python(path))
    for keyword, line in script.computed.items():
        if keyword.endswith(("require", "requires")):
            reason = f"`{keyword}` is worked out when the script runs; not all is read"
            documents.problem(path, line, reason)
    groups = [
        ("", script.lists.get("install_requires", ())),
        (BUILD_GROUP, script.lists.get("setup_requires", ())),
        ("tests", script.lists.get("tests_require", ())),
        *script.tables.get("extras_require", {}).items(),
    ]
    for group, texts in groups:
        extra, _, marker = group.partition(":")
        for text in texts:
            name = requirement_name(text.value)
            if name:
                written = f"{text.value}; {marker}" if marker else text.value
                yield Requirement(name, written, path, text.line, extra)


def _pipfile(documents: Documents, path: str) -> Iterator[Requirement]:
    """https://pipenv.pypa.io/en/latest/pipfile.html."""
    places = documents.toml_places(path)
    for group, value in documents.toml(path).items():
        if group in {"pipenv", "requires", "scripts", "source"}:
            continue
        for written, version in as_mapping(value).items():
            yield Requirement(
                canonicalize_name(written),
                named(written, version),
                path,
                line_of(places, (group, written)),
                "" if group == "packages" else group.removesuffix("-packages"),
            )


_CONDA_NAME = re.compile(r"(?:[\w.-]+::)?([A-Za-z0-9][\w.-]*)")


def _conda(documents: Documents, path: str) -> Iterator[Requirement]:
    """Conda's own match specifications, and pip's below them.

    https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html
    """
    for document in documents.yaml(path):
        for item in elements(child(document, "dependencies")):
            for line in elements(child(item, "pip")):
                number = line.start_mark.line + 1
                name = requirement_name(str(line.value))
                if name:
                    yield Requirement(name, str(line.value), path, number, path)
            if isinstance(item.value, str):
                found = _CONDA_NAME.match(item.value)
                number = item.start_mark.line + 1
                if found and found[1] not in {"pip", "python"}:
                    name = canonicalize_name(found[1])
                    yield Requirement(name, item.value, path, number, path)


def _tox(documents: Documents, path: str) -> Iterator[Requirement]:
    """https://tox.wiki/en/latest/config.html; factors are cut off."""
    if path.endswith(".toml"):
        yield from _tox_toml(documents, path)
        return
    parser, text = documents.ini(path), documents.text(path) or ""
    for section in parser.sections():
        options = [
            option
            for option in ("deps", "requires")
            if parser.has_option(section, option)
        ]
        for option in options:
            for item in (parser.get(section, option) or "").splitlines():
                wanted = re.sub(r"^[\w!,{}.-]+:(?!//)", "", item.strip()).strip()
                name = requirement_name(re.sub(r"\s#.*$", "", wanted))
                if name:
                    line = ini_line(text, section, option, wanted)
                    yield Requirement(name, wanted, path, line, path)


def _tox_toml(documents: Documents, path: str) -> Iterator[Requirement]:
    for place in documents.toml_places(path):
        if place.key[-1] in {"deps", "requires"}:
            for text, line in place.strings:
                name = requirement_name(text)
                if name:
                    yield Requirement(name, text, path, line, path)


def _nox(documents: Documents, path: str) -> Iterator[Requirement]:
    """Read the literal arguments of `session.install` and `conda_install`."""
    tree = documents.python(path)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr not in {"install", "conda_install"}:
                continue
            for text, line in _plain_arguments(node.args):
                name = requirement_name(text)
                if name:
                    yield Requirement(name, text, path, line, path)


def _plain_arguments(arguments: Iterable[ast.expr]) -> Iterator[tuple[str, int]]:
    """Yield literal arguments that are no options and no values of options."""
    after_option = False
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            text = argument.value
            if text.startswith("-"):
                after_option = text in {"-r", "-c", "-e", "--group", "--constraint"}
            elif after_option or text.startswith("."):
                after_option = False
            else:
                yield text, argument.lineno


_READERS: dict[str, Callable[[Documents, str], Iterator[Requirement]]] = {
    "conda": _conda,
    "constraints": _file,
    "hatch": hatch_requirements,
    "nox": _nox,
    "pipfile": _pipfile,
    "pyproject": pyproject_requirements,
    "requirements": _file,
    "requirements-in": _file,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "tox": _tox,
}
