"""CI systems: their files, their jobs, and what these run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.assessment.readers.documents import child, entries, walk_yaml
from bot.model import CiSystem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruamel.yaml.nodes import Node

    from bot.assessment.readers.documents import Documents

_YAML = r"[^/]+\.ya?ml$"
_SYSTEMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("github", rf"^\.github/workflows/{_YAML}"),
        ("gitlab", r"^\.gitlab-ci\.ya?ml$|^\.gitlab/(ci|workflows)/.+\.ya?ml$"),
        ("azure", rf"(^|/)azure-pipelines[^/]*\.ya?ml$|^\.azure-?pipelines/{_YAML}"),
        ("jenkins", r"(^|/)Jenkinsfile([.-][\w-]+)?$|\.jenkinsfile$"),
        ("circleci", rf"^\.circleci/{_YAML}"),
        ("travis", r"^\.travis\.ya?ml$"),
        ("drone", r"^\.drone\.ya?ml$"),
        ("woodpecker", rf"^\.woodpecker\.ya?ml$|^\.woodpecker/{_YAML}"),
        ("bitbucket", r"^bitbucket-pipelines\.ya?ml$"),
        ("appveyor", r"^\.?appveyor\.ya?ml$"),
        ("cirrus", r"^\.cirrus\.ya?ml$"),
        ("buildkite", rf"^\.buildkite/{_YAML}"),
        ("semaphore", rf"^\.semaphore/{_YAML}"),
        ("sourcehut", rf"^\.build\.ya?ml$|^\.builds/{_YAML}"),
        ("forgejo", rf"^\.forgejo/workflows/{_YAML}"),
        ("gitea", rf"^\.gitea/workflows/{_YAML}"),
        ("teamcity", r"^\.teamcity/[^/]+\.(kts|xml)$"),
        ("google-cloud-build", r"^cloudbuild\.(ya?ml|json)$"),
        ("aws-codebuild", r"^buildspec\.ya?ml$"),
    )
)
# https://docs.gitlab.com/ci/yaml/#global-keywords and the older ones
_GITLAB_GLOBAL = frozenset(
    {
        "after_script",
        "before_script",
        "cache",
        "default",
        "image",
        "include",
        "services",
        "spec",
        "stages",
        "variables",
        "workflow",
    }
)
_OWN_ACTION = re.compile(r"^\.github/actions/.+/action\.ya?ml$")
_STAGE = re.compile(r"\bstage\s*\(\s*(['\"])(.+?)\1\s*\)")
_BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SHELL = re.compile(
    r"\b(?:sh|bat|powershell)\b[\s(]*(?:script\s*:\s*)?"
    r"('''(?P<a>.*?)'''|\"\"\"(?P<b>.*?)\"\"\"|'(?P<c>[^'\n]*)'|\"(?P<d>[^\"\n]*)\")",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class CiText:
    """One value of a CI file: the job it belongs to, its last key, its line."""

    path: str
    job: str
    key: str
    text: str
    line: int


def ci_systems(documents: Documents, paths: Iterable[str]) -> tuple[CiSystem, ...]:
    """Return the CI systems that the files set up, with their jobs."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for name, pattern in _SYSTEMS:
            if pattern.search(path):
                found.setdefault(name, []).append(path)
                break
    for path in _included(documents, found.get("gitlab", ())):
        if path not in found["gitlab"]:
            found["gitlab"].append(path)
    return tuple(
        CiSystem(name, tuple(sorted(files)), _jobs(documents, name, files))
        for name, files in sorted(found.items())
    )


def _included(documents: Documents, paths: Sequence[str]) -> list[str]:
    """Return the files of this tree that GitLab files include."""
    found: list[str] = []
    for path in paths:
        for node in documents.yaml(path):
            include = child(node, "include")
            for keys, text, _ in walk_yaml((include,) if include else ()):
                target = text.lstrip("/")
                if keys[-1:] in {(), ("local",)} and target in documents.tree:
                    found.append(target)
    return found


def ci_texts(documents: Documents, systems: Iterable[CiSystem]) -> Iterator[CiText]:
    """Yield the values in all CI files: commands, images, versions.

    The repository's own GitHub actions are among them.
    """
    for path in documents.tree.paths():
        if _OWN_ACTION.match(path):
            for keys, text, line in walk_yaml(documents.yaml(path)):
                yield CiText(path, "", keys[-1] if keys else "", text, line)
    for system in systems:
        for path in system.paths:
            if path.endswith((".yml", ".yaml")):
                for keys, text, line in walk_yaml(documents.yaml(path)):
                    key = keys[-1] if keys else ""
                    yield CiText(path, _job(system.name, keys), key, text, line)
            elif system.name == "jenkins":
                yield from _jenkins_texts(documents, path)


def _job(system: str, keys: Sequence[str]) -> str:
    if system in {"github", "forgejo", "gitea", "circleci"}:
        return keys[1] if len(keys) > 1 and keys[0] == "jobs" else ""
    if system == "gitlab":
        return keys[0] if keys and keys[0] not in _GITLAB_GLOBAL else ""
    return ""


def _jobs(documents: Documents, system: str, paths: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for path in sorted(paths):
        if system == "jenkins":
            text = _without_comments(documents.text(path) or "")
            found += [match[2] for match in _STAGE.finditer(text)]
        elif path.endswith((".yml", ".yaml")):
            for node in documents.yaml(path):
                found += _yaml_jobs(system, node)
    return tuple(dict.fromkeys(found))


def _yaml_jobs(system: str, node: Node) -> list[str]:
    if system in {"github", "forgejo", "gitea", "circleci"}:
        return [name for name, _ in entries(child(node, "jobs"))]
    if system == "gitlab":
        return [
            name
            for name, value in entries(node)
            if not name.startswith(".")
            and name not in _GITLAB_GLOBAL
            and any(
                child(value, key) for key in ("script", "extends", "trigger", "run")
            )
        ]
    if system == "azure":
        return [
            text
            for keys, text, _ in walk_yaml((node,))
            if keys[-1:] in {("job",), ("deployment",)}
        ]
    return []


def _jenkins_texts(documents: Documents, path: str) -> Iterator[CiText]:
    text = _without_comments(documents.text(path) or "")
    stages = [(match.start(), match[2]) for match in _STAGE.finditer(text)]
    for match in _SHELL.finditer(text):
        said = next(
            part for part in match.group("a", "b", "c", "d") if part is not None
        )
        job = next((name for at, name in reversed(stages) if at < match.start()), "")
        line = text.count("\n", 0, match.start()) + 1
        yield CiText(path, job, "sh", said, line)


def _without_comments(text: str) -> str:
    """Blank out Groovy's comments, keeping lines where they are."""
    text = re.sub(r"(?m)^[ \t]*//.*$", "", text)
    return _BLOCK_COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
