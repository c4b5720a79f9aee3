"""What the facts say to a bullet, in a sentence or two. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.model import Facts, Tool
    from bot.plan.matching import Row

LINTERS = ("ruff", "flake8", "pylint", "pycodestyle", "bandit")
FORMATTERS = ("black", "yapf", "autopep8", "isort", "ruff")
TYPE_CHECKERS = ("mypy", "pyright", "basedpyright", "pyrefly", "ty")
_FRAMEWORKS = ("fastapi", "flask", "django", "starlette", "aiohttp", "celery")
_METRICS = ("prometheus-client", "opentelemetry-api", "statsd", "datadog")
_LOGGING = ("structlog", "loguru", "python-json-logger")
_MOST = 6


def tell(topic: str, facts: Facts) -> str:
    """Return what the facts say on a topic of `topics.toml`, "" where nothing."""
    reader = _READERS.get(topic)
    return reader(facts) if reader else ""


def already(row: Row, facts: Facts) -> str:
    """Return the fact that makes an action needless, "" where there is none."""
    tools = [tool for tool in facts.tools if tool.name in row.tools]
    ci = _ci_paths(facts)
    tools += [tool for tool in facts.tools if tool.name in row.ci and tool.path in ci]
    if tools:
        return _tools_said(row, facts, tools)
    if row.documents:
        pattern = re.compile(rf"(^|/)({row.documents})(\.\w+)?$", re.IGNORECASE)
        found = [path for path in facts.documents if pattern.search(path)]
        if found:
            return f"`{row.slug}` has been done: there is {_listed(found)}."
    return ""


def jobs_like(pattern: str, facts: Facts) -> str:
    """Return which jobs of CI do it already, "" where none is named so."""
    jobs = _jobs(facts, pattern)
    return f"CI has the jobs {_listed(jobs)}." if jobs else ""


def _tools_said(row: Row, facts: Facts, tools: Sequence[Tool]) -> str:
    """Return that the tools are there, unless their files cannot be read."""
    broken = {problem.path: problem for problem in facts.problems}
    if all(tool.path in broken for tool in tools):
        return ""
    return f"`{row.slug}` has been done: {_grouped(tools)}."


def broken(row: Row, facts: Facts) -> str:
    """Return why what is there already does not work, "" where nothing is."""
    paths = {tool.path for tool in facts.tools if tool.name in row.tools}
    said = [
        f"{problem.path}:{problem.line} {problem.reason}."
        for problem in facts.problems
        if problem.path in paths
    ]
    return " ".join(said)


def _grouped(tools: Iterable[Tool]) -> str:
    """Return the tools with the files that configure or run them."""
    files: dict[str, dict[str, None]] = {}
    for tool in tools:
        files.setdefault(tool.name, {})[tool.path] = None
    return _listed(f"{name} ({_listed(paths)})" for name, paths in files.items())


def _listed(items: Iterable[str]) -> str:
    """Return the items with commas, each once; the rest only counted."""
    once = list(dict.fromkeys(items))
    shown = ", ".join(once[:_MOST])
    more = len(once) - _MOST
    return f"{shown} and {more} more" if more > 0 else shown


def _jobs(facts: Facts, pattern: str) -> list[str]:
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{job} ({system.name})"
        for system in facts.ci
        for job in system.jobs
        if wanted.search(job)
    ]


def _ci_paths(facts: Facts) -> frozenset[str]:
    """Return the files of CI, the repository's own GitHub actions too."""
    own = (
        tool.path for tool in facts.tools if tool.path.startswith(".github/actions/")
    )
    return frozenset([*own, *(path for system in facts.ci for path in system.paths)])


def _readme(facts: Facts) -> str:
    readmes = [path for path in facts.documents if "readme" in path.lower()]
    if not readmes:
        return "There is no README."
    said = f"{_listed(readmes)} with {counted(len(facts.readme_headings), 'heading')}."
    words = " ".join(facts.readme_headings).lower()
    lacks = [
        name
        for name, pattern in (
            ("installing", r"install|set.?up|getting started|quick.?start"),
            ("running", r"usage|run|quick.?start|example|interface|cli"),
            ("testing", r"test"),
            ("contributing", r"contribut|develop"),
        )
        if not re.search(pattern, words)
    ]
    return said + (f" No heading speaks of {_listed(lacks)}." if lacks else "")


def _dependencies(facts: Facts) -> str:
    if not facts.manifests:
        return "No file declares dependencies."
    names = {need.name for need in facts.requirements}
    own = {
        need.name
        for need in facts.requirements
        if not need.group and "/" not in need.path
    }
    pinned = sum("==" in need.text for need in facts.requirements)
    files = [f"{manifest.path} ({manifest.kind})" for manifest in facts.manifests]
    managed = f"; managed with {facts.manager}" if facts.manager else ""
    declared = counted(len(facts.requirements), "requirement")
    return (
        f"{declared} on {counted(len(names), 'name')} in {_listed(files)}{managed}."
        " The package itself needs"
        f" {_listed(sorted(own)) or 'none'}; {counted(pinned, 'requirement')} pinned."
    )


def _structure(facts: Facts) -> str:
    packages = [f"{name} ({folder}/)" for name, folder in facts.packages.items()]
    said = (
        f"{counted(len(facts.python_files), 'Python file')} with"
        f" {counted(facts.lines, 'line')}, layout {facts.layout or 'unknown'}; packages"
        f" {_listed(packages) or 'none'}; entry points"
        f" {_listed(facts.entry_points) or 'none'}."
    )
    folders = Counter(_folder(path) for path in facts.python_files)
    largest = [f"{name} ({number})" for name, number in folders.most_common(4)]
    return f"{said} Most files lie in {_listed(largest)}." if largest else said


def _folder(path: str) -> str:
    parts = path.split("/")[:-1]
    return "/".join(parts[:3]) + "/" if parts else "the top folder"


def _tests(facts: Facts) -> str:
    if not facts.test_files:
        return "There are no tests."
    kinds = Counter(
        kind
        for path in facts.test_files
        for kind in (
            "unit",
            "integration",
            "e2e",
            "performance",
            "property",
            "security",
        )
        if kind in path.lower().split("/")[:-1]
    )
    shown = [f"{kind} {number}" for kind, number in sorted(kinds.items())]
    said = f"{counted(len(facts.test_files), 'test file')}, run with"
    kinds_said = f"; by folder: {_listed(shown)}" if shown else ""
    return f"{said} {facts.test_framework}{kinds_said}. {_coverage(facts)}"


def _coverage(facts: Facts) -> str:
    names = {need.name for need in facts.requirements}
    tools = [tool for tool in facts.tools if tool.name == "coverage"]
    configured = [tool for tool in tools if tool.path not in _ci_paths(facts)]
    if configured:
        return f"Coverage is configured: {_grouped(configured)}."
    if tools:
        return f"Coverage is measured, but not configured: {_grouped(tools)}."
    if names & {"pytest-cov", "coverage"}:
        return "A coverage tool is asked for, but not configured."
    return "No coverage tool is set up."


def _baseline(facts: Facts) -> str:
    if not facts.test_files:
        return "There are no tests to run."
    return (
        f"A plan runs none of the {counted(len(facts.test_files), 'test file')};"
        " `honebot run` runs them before and after each change, and each pull request"
        " shows both."
    )


def _containers(facts: Facts) -> str:
    if not facts.dockerfiles and not facts.compose_files:
        return "There are no container files."
    docker = f"{counted(len(facts.dockerfiles), 'Dockerfile')}"
    compose = f"{counted(len(facts.compose_files), 'compose file')}"
    files = [*facts.dockerfiles, *facts.compose_files]
    return f"{docker} and {compose}: {_listed(files)}."


def _ci(facts: Facts) -> str:
    if not facts.ci:
        return "There is no CI."
    systems = [
        f"{system.name} ({_listed(system.paths)};"
        f" {counted(len(system.jobs), 'job')}: {_listed(system.jobs)})"
        for system in facts.ci
    ]
    run = sorted({tool.name for tool in facts.tools if tool.path in _ci_paths(facts)})
    return f"{'; '.join(systems)}. They run {_listed(run) or 'no known tool'}."


def _deployment(facts: Facts) -> str:
    jobs = _jobs(facts, "deploy|release|publish")
    if jobs:
        return f"CI has the jobs {_listed(jobs)}."
    return f"No job of CI deploys or publishes. {_ci(facts)}"


def _where(facts: Facts, names: Sequence[str]) -> str:
    return _grouped(tool for tool in facts.tools if tool.name in names)


def _linters(facts: Facts) -> str:
    found = _where(facts, (*LINTERS, *FORMATTERS, *TYPE_CHECKERS))
    hooks = "pre-commit is set up" if facts.uses("pre-commit") else "no pre-commit"
    if not found:
        return f"No linter, formatter or type checker is configured; {hooks}."
    return f"Configured or run: {found}; {hooks}."


def _formatters(facts: Facts) -> str:
    found = _where(facts, FORMATTERS)
    return f"Formatters: {found}." if found else "No formatter is configured."


def _typing(facts: Facts) -> str:
    found = _where(facts, TYPE_CHECKERS)
    return f"Type checkers: {found}." if found else "No type checker is configured."


def _python(facts: Facts) -> str:
    major, minor = facts.minimum_python
    declared = facts.requires_python or "nothing"
    return f"requires-python says {declared}; the lowest Python is {major}.{minor}."


def _docs(facts: Facts) -> str:
    tools = _where(facts, ("sphinx", "mkdocs"))
    files = _listed(facts.documents) or "none"
    return (
        f"Documents: {files}. Documentation is built with"
        f" {tools or 'no tool that Honebot knows'}."
    )


def _named(facts: Facts, names: Sequence[str]) -> list[str]:
    declared = {need.name for need in facts.requirements}
    return [name for name in names if name in declared]


def _logging(facts: Facts) -> str:
    found = _named(facts, _LOGGING)
    return f"Logging libraries declared: {_listed(found) or 'none'}."


def _monitoring(facts: Facts) -> str:
    metrics = _listed(_named(facts, _METRICS)) or "none"
    web = _listed(_named(facts, _FRAMEWORKS)) or "none"
    return f"Metrics libraries declared: {metrics}; frameworks: {web}."


def _security(facts: Facts) -> str:
    found = _where(
        facts, ("bandit", "semgrep", "safety", "pip-audit", "detect-secrets")
    )
    return f"Security tools: {found}." if found else "No security tool is configured."


_READERS: Mapping[str, Callable[[Facts], str]] = {
    "baseline": _baseline,
    "ci": _ci,
    "containers": _containers,
    "coverage": _coverage,
    "dependencies": _dependencies,
    "deployment": _deployment,
    "docs": _docs,
    "formatters": _formatters,
    "linters": _linters,
    "logging": _logging,
    "monitoring": _monitoring,
    "python": _python,
    "readme": _readme,
    "security": _security,
    "structure": _structure,
    "tests": _tests,
    "typing": _typing,
}
