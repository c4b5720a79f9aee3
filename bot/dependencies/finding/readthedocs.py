"""What Read the Docs installs for a build.

https://docs.readthedocs.io/en/stable/config-file/v2.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.finding.ci import collect_scalar
from bot.dependencies.finding.yaml_file import YamlFile, read_yaml
from bot.dependencies.places import Clause, Syntax
from bot.reading.yaml_text import elements, scalars, text_of, value_of

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

    from bot.dependencies.places import Reading


def read(path: str, content: bytes) -> Reading:
    """Return the files it installs from, its commands' requirements, its Python."""
    return read_yaml(path, content, "readthedocs", _collect, folder="")


def _collect(file: YamlFile) -> None:
    for document in file.nodes:
        python = value_of(document, "python")
        installs = [*elements(value_of(python, "install")), python, document]
        for item in installs:
            for key in ("requirements", "requirements_file"):
                _file(file, value_of(item, key))
        _file(file, value_of(value_of(document, "conda"), "environment"))
        build = value_of(document, "build")
        for key in ("jobs", "commands"):
            node = value_of(build, key)
            for _, scalar in scalars((node,) if node else ()):
                collect_scalar(file, scalar, key)
        for node in (
            value_of(value_of(build, "tools"), "python"),
            value_of(python, "version"),
        ):
            _python(file, node)


def _file(file: YamlFile, node: Node | None) -> None:
    if node is not None and text_of(node):
        file.collector.include(text_of(node), node.start_mark.index)


def _python(file: YamlFile, node: Node | None) -> None:
    """Keep a version such as 3.9, which is a prefix; `latest` is none."""
    said = file.characters(node) if node is not None and text_of(node) else None
    if said and said.text[:1].isdigit():
        clause = Clause("", said.text, 0, len(said.text))
        file.collector.requires_python(said, (clause,), Syntax.PEP440)
