"""Container files are known by name and content."""

from __future__ import annotations

import pytest

from bot.model import Policy
from tests.support.assessment import facts_of

FROM = "# syntax=docker/dockerfile:1\nARG X=1\nFROM python:3.11\n"


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        pytest.param("Dockerfile", FROM, True, id="plain"),
        pytest.param("docker/Dockerfile.dev", FROM, True, id="variant"),
        pytest.param("Dockerfile.multi-stage", FROM, True, id="variant with hyphen"),
        pytest.param("api.dockerfile", FROM, True, id="suffix"),
        pytest.param("api.Dockerfile", FROM, True, id="suffix, capital"),
        pytest.param("Containerfile", FROM, True, id="podman"),
        pytest.param("Dockerfile-prod", FROM, True, id="hyphen"),
        pytest.param("Dockerfile.md", FROM, False, id="prose"),
        pytest.param("Dockerfile.j2", FROM, False, id="template"),
        pytest.param("Dockerfile.dockerignore", "x\n", False, id="ignore file"),
        pytest.param("Dockerfile", "# nothing yet\n", False, id="no FROM"),
        pytest.param("mydockerfile", FROM, False, id="other name"),
        pytest.param("vendor/Dockerfile", FROM, False, id="vendored"),
        pytest.param("old/Dockerfile", FROM, False, id="excluded"),
    ],
)
def test_dockerfiles(path: str, text: str, *, found: bool) -> None:
    """Any name such as Dockerfile.dev, with a FROM line in it."""
    facts = facts_of({path: text}, Policy(exclude=("/old/",)))

    assert facts.dockerfiles == ((path,) if found else ())


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        pytest.param("compose.yaml", "services: {}\n", True, id="short"),
        pytest.param("docker-compose.dev.yml", "services: {}\n", True, id="variant"),
        pytest.param("a/docker-compose.yml", "version: '2'\n", False, id="no services"),
        pytest.param("composer.json", "{}", False, id="something else"),
    ],
)
def test_compose_files(path: str, text: str, *, found: bool) -> None:
    """Any name with compose in it, with services at the top."""
    facts = facts_of({path: text})

    assert facts.compose_files == ((path,) if found else ())
