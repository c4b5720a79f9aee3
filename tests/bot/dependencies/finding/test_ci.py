"""Requirements of the commands in CI files."""

from __future__ import annotations

import pytest

from bot.dependencies.finding import ci, jenkinsfile
from tests.support.readings import checked, said


def places(content: str, kind: str = "github") -> list[str]:
    """Return what a file installs, after all offsets were checked."""
    source = content.encode()
    reading = checked(ci.read("ci.yml", source, kind=kind), source)
    assert {place.kind for place in reading.places} <= {kind}
    return [said(place) for place in reading.places]


def test_a_github_workflow() -> None:
    """Blocks, flow style, quotations; the group is the job's name."""
    workflow = """\
on: [push]
jobs:
  test:
    steps:
      - uses: actions/setup-python@v5
        with: {python-version: "3.9"}
      - run: |
          python -m pip install --upgrade pip
          pip install \\
            'a>=1,<2' b==2.0
      - {run: "pip install \\"c[x]==3.0\\"", shell: bash}
      - run: 'pip install ''d==4.0'''
      - run: >-
          pipx run
          e==5.0
      - name: pip install no==1
  other:
    steps: [{run: pip install f==6.0}]
"""
    assert places(workflow) == [
        "test: pip",
        "test: a>=1,<2",
        "test: b==2.0",
        "test: c[x]==3.0",
        "test: d==4.0",
        "test: e==5.0",
        "other: f==6.0",
    ]
    assert places(workflow.replace("\n", "\r\n"))[2] == "test: b==2.0"


def test_an_expression_is_not_read() -> None:
    """It is told, with the text as it is written."""
    workflow = "jobs: {t: {steps: [{run: 'pip install a==${{ matrix.a }} b==1'}]}}\n"

    reading = ci.read("ci.yml", workflow.encode(), kind="github")

    assert [said(place) for place in reading.places] == ["t: b==1"]
    (problem,) = reading.problems
    assert problem.reason == "`a==${{ matrix.a }}` is put together when it runs"


def test_a_gitlab_file() -> None:
    """Scripts at all levels, and lists in lists."""
    content = """\
before_script: [pip install a==1.0]
test:
  image: python:3.9
  script:
    - pip install b==2.0
    - ["pip install c==3.0"]
    - |
      uv pip install d==4.0
  after_script: pip install e==5.0
"""
    assert places(content, "gitlab") == [
        "a==1.0",
        "test: b==2.0",
        "test: c==3.0",
        "test: d==4.0",
        "test: e==5.0",
    ]


def test_an_azure_file() -> None:
    """Script, bash and PowerShell steps; a back-tick joins lines."""
    content = """\
steps:
  - script: pip install a==1.0
  - bash: pip install b==2.0
  - pwsh: |
      python -m pip install `
        c==3.0
  - task: Bash@3
    inputs: {script: pip install d==4.0}
"""
    assert places(content, "azure") == ["a==1.0", "b==2.0", "c==3.0", "d==4.0"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param("install: [pip install a==1.0]", "travis", id="travis"),
        pytest.param("jobs: {t: {steps: [run: pip install a==1.0]}}", "x", id="short"),
        pytest.param(
            "jobs: {t: {steps: [run: {command: pip install a==1.0}]}}", "x", id="long"
        ),
        pytest.param("t_script: pip install a==1.0", "cirrus", id="cirrus"),
        pytest.param("s: {commands: [pip install a==1.0]}", "drone", id="drone"),
        pytest.param("tasks: [{t: pip install a==1.0}]", "sourcehut", id="named"),
    ],
)
def test_other_systems(content: str, kind: str) -> None:
    """A script is known by its key."""
    assert places(content, kind) == (["a==1.0"] if kind != "sourcehut" else [])


def test_files_are_named_from_the_root() -> None:
    """Where commands run is not where the CI file is."""
    content = b"jobs: {t: {steps: [{run: pip install -r requirements/dev.txt}]}}\n"

    (included,) = ci.read(".github/workflows/ci.yml", content, kind="github").includes

    assert included.path == "requirements/dev.txt"


def test_a_file_that_is_no_yaml_says_where() -> None:
    """With its line, and only where it may install something."""
    (problem,) = ci.read("ci.yml", b"a: 1\nrun: [pip install\n", kind="x").problems

    assert problem.line == 3
    assert not ci.read("ci.yml", b"run: [echo\n", kind="x").problems


def test_a_jenkinsfile() -> None:
    """Steps in all quotations; comments are none; the group is the stage."""
    content = rb"""
// sh 'pip install no==1'
/* sh 'pip install no==2' */
pipeline { stages {
  stage('unit tests') { steps {
    sh 'pip install a==1.0'
    sh "pip install 'b[x]>=2,<3'"
    sh(script: 'pip install c==3.0', returnStdout: true)
    sh '''
      pip install \
        d==4.0
    '''
    echo 'pip install no==3'
  } }
  stage("docs") { steps {
    sh \"\"\"pip install "e==5.0" f==${VERSION}\"\"\"
    bat 'pip install g==6.0'
    sh returnStatus: true, script: "pip install h==7.0"
  } }
} }
""".replace(b'\\"', b'"')
    reading = checked(jenkinsfile.read("Jenkinsfile", content), content)

    assert [said(place) for place in reading.places] == [
        "unit tests: a==1.0",
        "unit tests: b[x]>=2,<3",
        "unit tests: c==3.0",
        "unit tests: d==4.0",
        "docs: e==5.0",
        "docs: g==6.0",
        "docs: h==7.0",
    ]
    assert [each.reason for each in reading.problems] == [
        "`f==${VERSION}` is put together when it runs"
    ]
