"""Requirements of a conda environment, those that pip installs in it too.

https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.finding.conda_specs import collect_spec
from bot.dependencies.finding.lists import read_line
from bot.dependencies.finding.yaml_file import YamlFile, read_yaml
from bot.reading.yaml_text import elements, value_of

if TYPE_CHECKING:
    from bot.dependencies.places import Reading


def read(path: str, content: bytes) -> Reading:
    """Return what an environment asks for, of conda and of the index."""
    return read_yaml(path, content, "conda", _collect)


def _collect(file: YamlFile) -> None:
    for document in file.nodes:
        for item in elements(value_of(document, "dependencies")):
            if isinstance(item.value, str):
                if (said := file.characters(item)) and said.text.strip() != "pip":
                    collect_spec(file.collector, said, "")
                continue
            for line in elements(value_of(item, "pip")):
                if said := file.characters(line):
                    read_line(file.collector, said, "pip")
