"""Additional dependencies of the Python hooks of pre-commit.

https://pre-commit.com/#config-additional_dependencies
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dependencies.finding.requirement_text import read_requirement
from bot.dependencies.finding.yaml_file import YamlFile, read_yaml
from bot.dependencies.places import Reading
from bot.reading.yaml_text import elements, text_of, value_of

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

_PYTHON_HOOKS = re.compile(
    r"(?:.*[_-])?(?:autoflake|bandit|basedpyright|black|codespell|commitizen|docformatter"
    r"|flake8|interrogate|isort|mdformat|mypy|nbqa|pydocstyle|pylint|pyright|pyupgrade"
    r"|ruff|sphinx|validate-pyproject|vulture|yamllint)(?:[_-].*)?"
)
_OTHER_WORLDS = re.compile(r"eslint|prettier|stylelint|jshint|csslint|rust|golang|ruby")
_PACKAGE_OF_NODE = re.compile(r"@[\w-]+/|[\w.-]+@[\w^~]")


def read(path: str, content: bytes) -> Reading:
    """Return what the Python hooks need beside their own repository.

    The group is the hook's id. A hook whose language is not said counts as
    Python's by its name, or by a version as only Python writes it.
    """
    if b"additional_dependencies" not in content:
        return Reading()
    return read_yaml(path, content, "pre-commit", _collect)


def _collect(file: YamlFile) -> None:
    for document in file.nodes:
        for repository in elements(value_of(document, "repos")):
            address = text_of(value_of(repository, "repo"))
            for hook in elements(value_of(repository, "hooks")):
                listed = elements(value_of(hook, "additional_dependencies"))
                texts = [text_of(node) for node in listed]
                if _is_python(address, hook, texts):
                    group = text_of(value_of(hook, "id"))
                    for node in listed:
                        if said := file.characters(node):
                            file.collector.requirement(said, group)


def _is_python(address: str, hook: Node, texts: list[str]) -> bool:
    language = text_of(value_of(hook, "language"))
    if language:
        return language.startswith("python")
    if _OTHER_WORLDS.search(address) or any(
        _PACKAGE_OF_NODE.match(text) for text in texts
    ):
        return False
    if _PYTHON_HOOKS.fullmatch(text_of(value_of(hook, "id"))):
        return True
    needs = [read_requirement(text) for text in texts]
    return any(need is not None and need.parts for need in needs)
