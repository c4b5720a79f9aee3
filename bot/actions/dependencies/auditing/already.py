"""What already looks for known vulnerabilities."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target

_AUDITORS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("pip-audit", r"(?<![\w./])(?:\S+/(?:gh-action-)?)?pip[-_]audit(?![\w])"),
        ("safety", r"(?<![\w.-])safety[\"']?,?\s+[\"']?(?:check|scan)\b|pyupio/safety"),
        ("osv-scanner", r"osv-scanner"),
        ("Snyk", r"\bsnyk\b"),
        ("Trivy", r"\btrivy\b"),
        ("Grype", r"\bgrype\b|anchore/scan-action"),
        ("uv audit", r"(?<![\w.-])uv\s+(?:\S+\s+)?audit\b"),
        ("Dependency Review", r"actions/dependency-review-action"),
        (
            "GitLab's dependency scanning",
            r"Dependency-Scanning\.(?:latest\.)?gitlab-ci",
        ),
        ("GitLab's dependency scanning", r"components/dependency-scanning"),
        ("Azure's dependency scanning", r"AdvancedSecurity-Dependency-Scanning@"),
        ("OWASP Dependency-Check", r"dependency-?check"),
    )
)
_RUNNERS = re.compile(
    r"(?:.*/)?(?:\.pre-commit-config\.ya?ml|tox\.ini|tox\.toml|noxfile\.py|Makefile|justfile"
    r"|Taskfile\.ya?ml)|\.github/actions/.+/action\.ya?ml"
)
_DEPENDABOT = re.compile(r"\.github/dependabot\.ya?ml")
_ECOSYSTEM = re.compile(
    r"^\s*-?\s*[\"']?package-ecosystem[\"']?\s*:\s*[\"']?(?P<name>pip|uv|pipenv|poetry)[\"'\s]",
    re.MULTILINE,
)
_RENOVATE = frozenset(
    {
        *("renovate.json", ".github/renovate.json", ".renovaterc", ".renovaterc.json"),
        *("renovate.json5", ".github/renovate.json5"),
    }
)
_COMMENT = re.compile(r"^\s*(?:#|//)")


def auditor(target: Target) -> str:
    """Return what audits the dependencies today, with its file; "" for nothing.

    Dependabot's security updates are a setting that no file shows; that its
    file names Python's packages is taken for it.
    """
    ci = {path for system in target.facts.ci for path in system.paths}
    wanted = [
        path
        for path in target.tree.paths()
        if path in ci
        or _RUNNERS.fullmatch(path)
        or _DEPENDABOT.fullmatch(path)
        or path in _RENOVATE
    ]
    for path, content in target.tree.read_many(wanted):
        text = content.decode("utf-8", "replace")
        if found := next(_in(path, text), ""):
            return found
    return ""


def _in(path: str, text: str) -> Iterator[str]:
    if _DEPENDABOT.fullmatch(path):
        if match := _ECOSYSTEM.search(text):
            yield f"{path}: Dependabot looks after the ecosystem {match['name']}"
        return
    if path in _RENOVATE:
        if _renovate(text):
            yield f"{path}: Renovate looks for known vulnerabilities"
        return
    for number, line in enumerate(text.splitlines(), 1):
        if _COMMENT.match(line):
            continue
        for name, pattern in _AUDITORS:
            if pattern.search(line):
                yield f"{path}:{number} has {name}"


def _renovate(text: str) -> bool:
    """Return whether Renovate's configuration asks for security updates.

    https://docs.renovatebot.com/configuration-options/#osvvulnerabilityalerts
    """
    try:
        settings = json.loads(text)
    except ValueError:
        return "osvVulnerabilityAlerts" in text
    if not isinstance(settings, dict):
        return False
    return bool(settings.get("osvVulnerabilityAlerts"))
