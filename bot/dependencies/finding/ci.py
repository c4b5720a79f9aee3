"""Requirements of the commands in CI files written in YAML.

GitHub workflows and composite actions, GitLab, Azure and the like: what stands
under a key that holds a script. https://docs.github.com/en/actions/reference,
https://docs.gitlab.com/ci/yaml/, https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dependencies.finding.commands import SIEVE, collect_script
from bot.dependencies.finding.yaml_file import YamlFile, read_yaml
from bot.dependencies.places import Reading
from bot.reading.joined import Joined
from bot.reading.yaml_text import scalars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruamel.yaml.nodes import Node

_SCRIPT_KEY = re.compile(
    r"(?:.*_)?(?:scripts?|commands?)|run|bash|pwsh|powershell|(?:before_)?install"
    r"|(?:before_|after_)?build|pre_build|post_build|test|deploy|tasks?|args|sh|cmd",
    re.IGNORECASE,
)
_EXPRESSION = re.compile(
    r"\$\{\{.*?\}\}|\$\[\[.*?\]\]|\$\(.*?\)|\{\{.*?\}\}", re.DOTALL
)
_POWERSHELL = re.compile(r"`(?=\r?\n)")
_INSTALLS = re.compile(SIEVE.pattern.decode())
_WITH_JOBS = frozenset({"circleci", "forgejo", "gitea", "github"})


def read(path: str, content: bytes, *, kind: str) -> Reading:
    """Return what the scripts of a CI file install; `kind` is the CI system's.

    The group is the job's name where the system has one. Files that commands
    name are taken from the root.
    """
    if not SIEVE.search(content):
        return Reading()

    def collect(file: YamlFile) -> None:
        for keys, node in scalars(file.nodes):
            key = next((key for key in reversed(keys) if key), "")
            if _SCRIPT_KEY.fullmatch(key):
                collect_scalar(file, node, _job(kind, keys))

    return read_yaml(path, content, kind, collect, folder="")


def collect_scalar(file: YamlFile, node: Node, group: str) -> None:
    """Keep what the script in a scalar installs."""
    if _INSTALLS.search(str(node.value)) and (said := file.characters(node)):
        collect_script(file.collector, masked(said), group)


def masked(script: Joined) -> Joined:
    """Return a script in which each expression of the CI system is a variable.

    No character moves. A line that PowerShell continues is continued.
    """
    text = _EXPRESSION.sub(lambda found: variable(len(found[0])), script.text)
    return Joined(_POWERSHELL.sub("\\\\", text), script.offsets)


def variable(length: int) -> str:
    """Return a shell's variable of so many characters, at least three."""
    return "${" + "_" * (length - len("${}")) + "}"


def _job(kind: str, keys: Sequence[str]) -> str:
    if kind == "gitlab" and len(keys) > 1:
        return keys[0]
    if kind in _WITH_JOBS and keys[:1] == ("jobs",) and len(keys) > 1:
        return keys[1]
    return ""
