"""CI systems, their jobs and what they run are read."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bot.assessment.readers.ci import ci_systems, ci_texts
from bot.assessment.readers.documents import Documents
from bot.model import CiSystem
from bot.services.trees import MemoryTree
from tests.support.assessment import facts_of


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param(".github/workflows/a.yml", "github", id="github"),
        pytest.param(".github/workflows/deep/a.yml", "", id="github, no workflow"),
        pytest.param("sub/.github/workflows/a.yml", "", id="github, not at the top"),
        pytest.param(".gitlab-ci.yml", "gitlab", id="gitlab"),
        pytest.param(".gitlab/ci/deep/a.yml", "gitlab", id="gitlab parts"),
        pytest.param("ci/azure-pipelines-nightly.yml", "azure", id="azure"),
        pytest.param(".azure-pipelines/a.yml", "azure", id="azure folder"),
        pytest.param("Jenkinsfile", "jenkins", id="jenkins"),
        pytest.param("ci/Jenkinsfile.release", "jenkins", id="jenkins, other name"),
        pytest.param("ci/build.jenkinsfile", "jenkins", id="jenkins, suffix"),
        pytest.param(".circleci/config.yml", "circleci", id="circleci"),
        pytest.param(".travis.yml", "travis", id="travis"),
        pytest.param(".drone.yml", "drone", id="drone"),
        pytest.param(".woodpecker/test.yaml", "woodpecker", id="woodpecker"),
        pytest.param("bitbucket-pipelines.yml", "bitbucket", id="bitbucket"),
        pytest.param("appveyor.yml", "appveyor", id="appveyor"),
        pytest.param(".cirrus.yml", "cirrus", id="cirrus"),
        pytest.param(".buildkite/pipeline.yml", "buildkite", id="buildkite"),
        pytest.param(".semaphore/semaphore.yml", "semaphore", id="semaphore"),
        pytest.param(".builds/debian.yml", "sourcehut", id="sourcehut"),
        pytest.param(".forgejo/workflows/a.yaml", "forgejo", id="forgejo"),
        pytest.param(".gitea/workflows/a.yaml", "gitea", id="gitea"),
        pytest.param(".teamcity/settings.kts", "teamcity", id="teamcity"),
        pytest.param("cloudbuild.yaml", "google-cloud-build", id="google"),
        pytest.param("buildspec.yml", "aws-codebuild", id="aws"),
        pytest.param("workflow.yml", "", id="something else"),
    ],
)
def test_system(path: str, name: str) -> None:
    """A system is known by where its file lies."""
    facts = facts_of({path: "{}"})

    assert [system.name for system in facts.ci] == ([name] if name else [])


def test_jobs() -> None:
    """The jobs of each system are named in order."""
    facts = facts_of(
        {
            ".github/workflows/a.yml": "on: push\njobs:\n  lint: {}\n  test: {}\n",
            ".gitlab-ci.yml": dedent("""\
                stages: [a]
                default: {image: x}
                .hidden: {script: [x]}
                variables: {script: x}
                unit: {script: [x]}
                child: {trigger: x}
                notes: {text: x}
                """),
            "azure-pipelines.yml": dedent("""\
                stages:
                - stage: S
                  jobs:
                  - job: Lint
                    steps: [{script: ruff}]
                  - deployment: Live
                """),
            "Jenkinsfile": dedent("""\
                // stage('no')
                /* stage('neither')
                */
                pipeline { stages { stage('Build') { steps { sh 'x' } }
                  stage("Deploy") { steps { } } } }
                """),
            ".travis.yml": "script: x\n",
        }
    )

    assert facts.ci == (
        CiSystem("azure", ("azure-pipelines.yml",), ("Lint", "Live")),
        CiSystem("github", (".github/workflows/a.yml",), ("lint", "test")),
        CiSystem("gitlab", (".gitlab-ci.yml",), ("unit", "child")),
        CiSystem("jenkins", ("Jenkinsfile",), ("Build", "Deploy")),
        CiSystem("travis", (".travis.yml",), ()),
    )


def test_files_that_gitlab_includes() -> None:
    """Files of the same tree belong to the system; others do not."""
    facts = facts_of(
        {
            ".gitlab-ci.yml": dedent("""\
                include:
                  - ci/a.yml
                  - local: /ci/b.yml
                  - local: /.gitlab-ci.yml
                  - local: /ci/missing.yml
                  - remote: ci/c.yml
                """),
            "ci/a.yml": "a: {script: x}",
            "ci/b.yml": "b: {script: x}",
            "ci/c.yml": "c: {script: x}",
        }
    )

    (gitlab,) = facts.ci
    assert gitlab.paths == (".gitlab-ci.yml", "ci/a.yml", "ci/b.yml")
    assert gitlab.jobs == ("a", "b")


def test_texts() -> None:
    """Each value comes with its job, its key and its line."""
    documents = Documents(
        MemoryTree(
            {
                ".github/workflows/a.yml": b"env: {A: 1}\njobs:\n t:\n  run: pytest\n",
                ".github/actions/own/action.yml": b"runs: {run: ruff}\n",
                ".gitlab-ci.yml": b"image: x\nt:\n  script:\n  - mypy\n",
                "Jenkinsfile": (
                    b"sh 'first'\nstage('S') {\n sh(script: \"second\")\n"
                    b' bat """\nthird\n""" }\n'
                    b"powershell '''\nfourth '''\n"
                ),
                ".travis.yml": b"script: tox\n",
                ".teamcity/settings.kts": b"run",
            }
        )
    )
    systems = ci_systems(documents, documents.tree.paths())

    found = [
        (text.path, text.job, text.key, text.text.strip(), text.line)
        for text in ci_texts(documents, systems)
    ]

    assert found == [
        (".github/actions/own/action.yml", "", "run", "ruff", 1),
        (".github/workflows/a.yml", "", "A", "1", 1),
        (".github/workflows/a.yml", "t", "run", "pytest", 4),
        (".gitlab-ci.yml", "", "image", "x", 1),
        (".gitlab-ci.yml", "t", "script", "mypy", 4),
        ("Jenkinsfile", "", "sh", "first", 1),
        ("Jenkinsfile", "S", "sh", "second", 3),
        ("Jenkinsfile", "S", "sh", "third", 4),
        ("Jenkinsfile", "S", "sh", "fourth", 7),
        (".travis.yml", "", "script", "tox", 1),
    ]


def test_anchors_are_followed_once() -> None:
    """A file that refers to itself, or to one part very often, ends."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
        for old, new in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    facts = facts_of(
        {
            ".gitlab-ci.yml": bomb,
            ".github/workflows/a.yml": "jobs: &jobs\n  a: *jobs\n",
        }
    )

    assert [system.name for system in facts.ci] == ["github", "gitlab"]
    assert facts.problems == ()


def test_a_broken_file_is_named() -> None:
    """The system is there all the same."""
    facts = facts_of({".gitlab-ci.yml": "a:\n  b: [\n"})

    assert [system.name for system in facts.ci] == ["gitlab"]
    assert [(one.path, one.line) for one in facts.problems] == [(".gitlab-ci.yml", 3)]
