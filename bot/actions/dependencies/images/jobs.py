"""The images that compose files and the jobs of CI systems name.

- https://github.com/compose-spec/compose-spec/blob/main/05-services.md#image
- https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
  (`container`, `services`)
- https://docs.gitlab.com/ci/yaml/#image and #services
- https://learn.microsoft.com/azure/devops/pipelines/process/container-phases
- https://circleci.com/docs/configuration-reference/#docker
- https://support.atlassian.com/bitbucket-cloud/docs/docker-image-options/
- https://docs.drone.io/pipeline/docker/syntax/images/
- https://woodpecker-ci.org/docs/usage/workflow-syntax#image
- https://cirrus-ci.org/guide/linux/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.reading.yaml_text import (
    YamlTextError,
    characters,
    compose,
    entries,
    scalars,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ruamel.yaml.nodes import Node

    from bot.reading.joined import Joined

    Keys = tuple[str, ...]

COMPOSE = "compose"
_OF_STEPS = frozenset({"env", "environment", "settings", "variables"})
"""Below these keys stand values that a step is given."""
_NO_JOBS = frozenset({"include", "spec", "stages", "variables", "workflow"})


def _in_github(keys: Keys) -> bool:
    match keys:
        case ("jobs", _, "container") | ("jobs", _, "container", "image"):
            return True
        case ("jobs", _, "services", _, "image"):
            return True
    return False


def _in_gitlab(keys: Keys) -> bool:
    match keys:
        case ("image" | "services",) | ("image" | "services", "name"):
            return True
        case (job, "image" | "services") | (job, "image" | "services", "name"):
            return job not in _NO_JOBS
    return False


def _in_azure(keys: Keys) -> bool:
    match keys:
        case (*_, "container") | (*_, "container", "image"):
            return True
        case (*_, "resources", "containers", "image"):
            return True
    return False


def _in_circleci(keys: Keys) -> bool:
    return keys[-2:] == ("docker", "image")


def _anywhere(keys: Keys) -> bool:
    return keys[-1:] == ("image",) and not _OF_STEPS.intersection(keys)


def _in_bitbucket(keys: Keys) -> bool:
    return _anywhere(keys) or (keys[-1:] == ("name",) and _anywhere(keys[:-1]))


SYSTEMS: Mapping[str, Callable[[Keys], bool]] = {
    "github": _in_github,
    "forgejo": _in_github,
    "gitea": _in_github,
    "gitlab": _in_gitlab,
    "azure": _in_azure,
    "circleci": _in_circleci,
    "bitbucket": _in_bitbucket,
    "drone": _anywhere,
    "woodpecker": _anywhere,
    "cirrus": _anywhere,
}
"""Where a system's file names images, by the keys that lead there."""


def written_images(
    path: str, text: str, kind: str
) -> Iterator[tuple[int, Joined, str]]:
    """Yield line and text of each image, and why its text is not known, or "".

    `kind` is `COMPOSE` or one of `SYSTEMS`. The image of a service that the
    project builds itself is none. Raises `BrokenFileError` for what is no YAML.
    """
    try:
        nodes = compose(text)
    except YamlTextError as error:
        raise BrokenFileError(path, error.line, error.reason) from error
    for node in _services(nodes) if kind == COMPOSE else _named(nodes, kind):
        written = characters(text, node)
        if written is None or not written.text:
            continue
        reason = ""
        if any(sign in written.text for sign in ("$", "{{", "<<", "[[")):
            reason = "it is put together when it is used"
        yield node.start_mark.line + 1, written, reason


def _services(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for root in nodes:
        for _, service in entries(value_of(root, "services")):
            image = value_of(service, "image")
            built = value_of(service, "build") is not None
            if image is not None and isinstance(image.value, str) and not built:
                yield image


def _named(nodes: tuple[Node, ...], kind: str) -> Iterator[Node]:
    for keys, node in scalars(nodes):
        if SYSTEMS[kind](keys):
            yield node
