"""Which development tools the project configures, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.assessment.readers.documents import (
    child,
    elements,
    table,
    walk_yaml,
)
from bot.model import Tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.assessment.readers.ci import CiText
    from bot.assessment.readers.documents import Documents

_PRE_COMMIT = re.compile(r"^\.pre-commit-config\.ya?ml$")


@dataclass(frozen=True, slots=True)
class _Signs:
    """How a tool shows: files of its own, INI sections (`*` ends a prefix)."""

    files: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


# The tools' own documentation says where each one looks.
_TOOLS: dict[str, _Signs] = {
    "autoflake": _Signs((), ("autoflake",)),
    "autopep8": _Signs(),
    "bandit": _Signs((".bandit", "bandit.yaml", "bandit.yml"), ("bandit",)),
    "basedpyright": _Signs(),
    "black": _Signs(),
    "bumpversion": _Signs((".bumpversion.cfg", ".bumpversion.toml"), ("bumpversion",)),
    "cibuildwheel": _Signs(),
    "codespell": _Signs((".codespellrc",), ("codespell",)),
    "commitizen": _Signs((".cz.toml", "cz.toml")),
    "coverage": _Signs((".coveragerc",), ("coverage:*",)),
    "deptry": _Signs(),
    "detect-secrets": _Signs((".secrets.baseline",)),
    "docformatter": _Signs((), ("docformatter",)),
    "flake8": _Signs((".flake8",), ("flake8",)),
    "gitleaks": _Signs((".gitleaks.toml",)),
    "hadolint": _Signs((".hadolint.yaml", ".hadolint.yml")),
    "import-linter": _Signs((".importlinter",), ("importlinter",)),
    "interrogate": _Signs(),
    "isort": _Signs((".isort.cfg",), ("isort", "tool:isort")),
    "mkdocs": _Signs(("mkdocs.yml", "mkdocs.yaml")),
    "mypy": _Signs(("mypy.ini", ".mypy.ini"), ("mypy", "mypy-*")),
    "nox": _Signs(("noxfile.py",)),
    "pip-audit": _Signs(),
    "pip-tools": _Signs((".pip-tools.toml",)),
    "pre-commit": _Signs((".pre-commit-config.yaml", ".pre-commit-config.yml")),
    "pycodestyle": _Signs((".pycodestyle",), ("pycodestyle",)),
    "pydocstyle": _Signs((".pydocstyle", ".pydocstyle.ini"), ("pydocstyle",)),
    "pylint": _Signs(
        (".pylintrc", "pylintrc", ".pylintrc.toml", "pylintrc.toml"), ("pylint*",)
    ),
    "pyrefly": _Signs(("pyrefly.toml",)),
    "pyright": _Signs(("pyrightconfig.json",)),
    "pytest": _Signs(
        ("pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml"),
        ("pytest", "tool:pytest"),
    ),
    "pyupgrade": _Signs(),
    "ruff": _Signs(("ruff.toml", ".ruff.toml")),
    "safety": _Signs((".safety-policy.yml",)),
    "semgrep": _Signs((".semgrep.yml", ".semgrep.yaml")),
    "snyk": _Signs((".snyk",)),
    "sphinx": _Signs(("docs/conf.py", "doc/conf.py", "docs/source/conf.py")),
    "tox": _Signs(("tox.toml",), ("tox", "testenv*", "tox:tox")),
    "trivy": _Signs(("trivy.yaml",)),
    "ty": _Signs(("ty.toml",)),
    "vulture": _Signs(),
    "yapf": _Signs((".style.yapf",), ("yapf",)),
    "zizmor": _Signs(("zizmor.yml", ".github/zizmor.yml")),
}
_UPDATERS = {
    "renovate": re.compile(
        r"^(\.github/|\.gitlab/)?(\.?renovate(rc)?\.json5?|\.renovaterc)$"
    ),
    "dependabot": re.compile(r"^\.github/dependabot\.ya?ml$"),
}
# The names of hooks and programs that are not the tool's own name.
_ALIASES = {
    "coverage3": "coverage",
    "py.test": "pytest",
    "ruff-check": "ruff",
    "ruff-format": "ruff",
    "black-jupyter": "black",
    "sphinx-build": "sphinx",
    "cz": "commitizen",
    "lint-imports": "import-linter",
    "pip-compile": "pip-tools",
}
_PROSE = frozenset({"description", "displayName", "if", "message", "name", "title"})
_INI_FILES = ("setup.cfg", "tox.ini", "pytest.ini", ".pytest.ini")
_WORD = "|".join(
    re.escape(name)
    for name in sorted({*_TOOLS, *_ALIASES}, key=lambda name: (-len(name), name))
)
_COMMAND = re.compile(
    r"(?:^|[\n;&|(`]"
    r"|(?:\b(?:run|exec|uvx|npx|time|sudo|then|do)|(?<=\s)-m)\s)"
    rf"\s*(?:--?[\w-]+\s+)*(?:[A-Z_]+=\S*\s+)*(?:\.?/?[\w./-]*/bin/)?({_WORD})(?![\w.-])"
)


def tools(documents: Documents, texts: Iterable[CiText]) -> tuple[Tool, ...]:
    """Return the tools that files, hooks and CI commands configure or run.

    A tool that is only installed, or named in a dependency, is not there.
    """
    found = {
        *_own_files(documents),
        *_pyproject_tables(documents),
        *_ini_sections(documents),
        *_hooks(documents),
        *_commands(texts),
    }
    return tuple(sorted(found, key=lambda tool: (tool.name, tool.path, tool.where)))


def _own_files(documents: Documents) -> Iterator[Tool]:
    for name, signs in _TOOLS.items():
        for path in signs.files:
            if path in documents.tree:
                yield Tool(name, path)
    for path in documents.tree.paths():
        for name, pattern in _UPDATERS.items():
            if pattern.search(path):
                yield Tool(name, path)


def _pyproject_tables(documents: Documents) -> Iterator[Tool]:
    document = documents.toml("pyproject.toml")
    for key in table(document, "tool"):
        name = "import-linter" if key == "importlinter" else key
        if name in _TOOLS:
            yield Tool(name, "pyproject.toml", f"[tool.{key}]")
    if table(document, "tool", "hatch", "version").get("source") == "vcs":
        yield Tool("hatch-vcs", "pyproject.toml", "[tool.hatch.version]")


def _ini_sections(documents: Documents) -> Iterator[Tool]:
    for path in _INI_FILES:
        if path not in documents.tree:
            continue
        for section in documents.ini(path).sections():
            for name, signs in _TOOLS.items():
                if any(_fits(section, pattern) for pattern in signs.sections):
                    yield Tool(name, path, f"[{section}]")


def _fits(section: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return section.startswith(pattern[:-1])
    return section == pattern


def _hooks(documents: Documents) -> Iterator[Tool]:
    """Yield the tools that pre-commit runs (https://pre-commit.com/#plugins)."""
    for path in documents.tree.paths():
        if not _PRE_COMMIT.match(path):
            continue
        for node in documents.yaml(path):
            for repo in elements(child(node, "repos")):
                for hook in elements(child(repo, "hooks")):
                    texts = {
                        keys[-1]: text
                        for keys, text, _ in walk_yaml((hook,))
                        if keys[-1:] in {("id",), ("entry",)}
                    }
                    names = [texts.get("id", ""), *_run_by(texts.get("entry", ""))]
                    for name in names:
                        tool = _ALIASES.get(name, name)
                        if tool in _TOOLS:
                            yield Tool(tool, path, "hook")


def _commands(texts: Iterable[CiText]) -> Iterator[Tool]:
    for text in texts:
        if text.key in _PROSE:
            continue
        where = f"job {text.job}" if text.job else ""
        for name in _run_by(text.text):
            yield Tool(name, text.path, where)


def _run_by(command: str) -> list[str]:
    """Return the tools that a shell command runs."""
    joined = command.replace("\\\n", " ")
    return [_ALIASES.get(name, name) for name in _COMMAND.findall(joined)]
