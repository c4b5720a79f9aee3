"""What a job needs of its token, step by step."""

from __future__ import annotations

import textwrap

import pytest

from bot.actions.ci.workflows.known import action_names, known_action
from bot.actions.ci.workflows.needs import needs_of
from bot.actions.ci.workflows.reading import read_workflow
from bot.actions.ci.workflows.tokens import Token, masked, token_in
from bot.services.trees import MemoryTree

CHECKOUT = "- uses: actions/checkout@v4\n"


def needs(
    steps: str, *, on: str = "push", files: dict[str, str] | None = None
) -> tuple[dict[str, str], list[str]]:
    """Return the permissions and the doubts of a job with these steps."""
    source = (
        f"on: {on}\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n"
        + textwrap.indent(steps, "    ")
    )
    tree = MemoryTree({path: text.encode() for path, text in (files or {}).items()})
    workflow = read_workflow("w.yml", source.encode())
    found = needs_of(workflow, workflow.jobs[0], tree)
    return found.levels, [doubt.reason for doubt in found.doubts]


def run(script: str, **env: str) -> str:
    """Return a step that runs a script."""
    lines = textwrap.indent(script, "    ")
    variables = "".join(f"    {name}: {value}\n" for name, value in env.items())
    return f"- run: |\n{lines}\n" + (f"  env:\n{variables}" if env else "")


OWN = "${{ secrets.GITHUB_TOKEN }}"
OTHER = "${{ secrets.BOT }}"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param("- uses: actions/setup-python@v5\n", {}, id="nothing"),
        pytest.param(CHECKOUT, {"contents": "read"}, id="checkout"),
        pytest.param(
            "- uses: Actions/Checkout@v4\n", {"contents": "read"}, id="capitals"
        ),
        pytest.param("- uses: snyk/actions/python@v1\n", {}, id="any path"),
        pytest.param(
            "- uses: peter-evans/create-pull-request@v7\n",
            {"contents": "write", "pull-requests": "write"},
            id="create-pull-request",
        ),
        pytest.param(
            "- uses: peter-evans/create-pull-request@v7\n"
            f"  with: {{token: '{OTHER}'}}\n",
            {"contents": "read"},
            id="create-pull-request as another",
        ),
        pytest.param(
            "- uses: codecov/codecov-action@v5\n  with: {use_oidc: true}\n",
            {"id-token": "write"},
            id="an input that needs more",
        ),
        pytest.param(
            "- uses: codecov/codecov-action@v5\n  with: {use_oidc: false}\n",
            {},
            id="an input that is false",
        ),
        pytest.param(
            "- uses: pypa/gh-action-pypi-publish@release/v1\n",
            {"id-token": "write"},
            id="an input that is missing",
        ),
        pytest.param(
            "- uses: stefanzweifel/git-auto-commit-action@v5\n",
            {},
            id="push without checkout",
        ),
        pytest.param(
            CHECKOUT + "- uses: stefanzweifel/git-auto-commit-action@v5\n",
            {"contents": "write"},
            id="push after checkout",
        ),
        pytest.param(
            CHECKOUT + run("git -C x push"), {"contents": "write"}, id="git push"
        ),
        pytest.param(
            CHECKOUT + run("bash -c 'git push'"), {"contents": "write"}, id="nested"
        ),
        pytest.param(
            CHECKOUT + run("git push --help; git status"),
            {"contents": "write"},
            id="push of any kind",
        ),
        pytest.param(
            CHECKOUT + run("git log"), {"contents": "read"}, id="git without push"
        ),
        pytest.param(run("mike deploy --push 1"), {}, id="mike without checkout"),
        pytest.param(
            CHECKOUT + run("mike deploy --push 1"), {"contents": "write"}, id="mike"
        ),
        pytest.param(
            CHECKOUT + run("ghp-import site"),
            {"contents": "read"},
            id="ghp-import without push",
        ),
        pytest.param(run("gh --version"), {}, id="gh without a token"),
        pytest.param(run("gh pr merge 1", GH_TOKEN=OTHER), {}, id="gh as another"),
        pytest.param(
            run("gh pr close 1 -d", GITHUB_TOKEN=OWN),
            {"contents": "write", "pull-requests": "write"},
            id="gh deletes a branch",
        ),
        pytest.param(
            run(f"echo {OWN} | gh auth login --with-token\ngh issue create -t x"),
            {"contents": "read", "issues": "write"},
            id="gh logs in",
        ),
        pytest.param(
            run("echo $T | docker login ghcr.io --password-stdin", T=OWN),
            {"packages": "write"},
            id="docker login from a pipe",
        ),
        pytest.param(
            run(f"docker login ghcr.io -u x -p '{OTHER}'"), {}, id="docker as another"
        ),
        pytest.param(
            run(f"docker login ghcr.io -u x -p {OWN}"),
            {"packages": "write"},
            id="docker login",
        ),
        pytest.param(run("pip install x\necho y", GITHUB_TOKEN=OWN), {}, id="harmless"),
        pytest.param(
            run("uv sync && poetry install && npm ci", TOKEN=OWN),
            {},
            id="installations",
        ),
        pytest.param(run("npm publish"), {}, id="npm publish"),
        pytest.param(run("node -e 'release()'"), {}, id="inline code"),
    ],
)
def test_what_is_known(steps: str, expected: dict[str, str]) -> None:
    """Known steps add up to what the job needs, without a doubt."""
    assert needs(steps) == (expected, [])


@pytest.mark.parametrize(
    ("steps", "doubt"),
    [
        pytest.param(
            "- uses: some/thing@v1\n",
            "what the action some/thing needs is not known",
            id="unknown action",
        ),
        pytest.param(
            "- uses: actions/checkout/sub@v1\n",
            "what the action actions/checkout/sub needs is not known",
            id="unknown path",
        ),
        pytest.param(
            run("pytest", TOKEN=OWN),
            "`pytest` may use the token in TOKEN",
            id="any program",
        ),
        pytest.param(
            run("curl -H $TOKEN x", TOKEN=OWN),
            "`curl` is given the token",
            id="variable",
        ),
        pytest.param(
            run("x --token ${{ github.token }}"),
            "`x` is given the token",
            id="argument",
        ),
        pytest.param(
            run("gh api x", GH_TOKEN=OWN),
            "what `gh api x` needs is not known",
            id="gh api",
        ),
        pytest.param(
            run("npx lerna publish"), "`npx lerna` may push or publish", id="npx"
        ),
        pytest.param(
            run("python -m semantic_release"),
            "`python -m` may push or publish",
            id="module",
        ),
        pytest.param(
            run("make publish"), "`make publish` may push or use the token", id="make"
        ),
        pytest.param(
            run("./deploy.sh"),
            "`deploy.sh` may push or use the token",
            id="missing script",
        ),
        pytest.param(
            run("git push 'x"),
            "a script that cannot be read may use the token",
            id="broken script",
        ),
        pytest.param(
            "- run: git push\n  shell: pwsh\n",
            "a script for pwsh may use the token",
            id="another shell",
        ),
    ],
)
def test_what_is_not_known(steps: str, doubt: str) -> None:
    """A step that may do anything is a doubt."""
    assert needs(steps)[1] == [doubt]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(
            "[pull_request, pull_request_target]", {"pull-requests"}, id="pull requests"
        ),
        pytest.param("issues", {"issues"}, id="issues"),
        pytest.param("issue_comment", {"issues", "pull-requests"}, id="both"),
    ],
)
def test_a_comment_by_the_event(on: str, expected: set[str]) -> None:
    """The events say whether issues or pull requests are commented on."""
    script = "- uses: actions/github-script@v7\n  with:\n    script: |\n      "
    call = "await github.rest.issues.createComment({...context.repo})\n"

    levels, doubts = needs(script + call, on=on)

    assert (set(levels), doubts) == (expected, [])


@pytest.mark.parametrize(
    ("script", "doubts"),
    [
        pytest.param("const fs = require('fs'); core.info('x')", 0, id="own modules"),
        pytest.param("await require('./x.js')({github})", 1, id="a script"),
        pytest.param("await github.request('GET /')", 1, id="any request"),
        pytest.param("await github.rest.teams.create({})", 1, id="unknown method"),
        pytest.param(
            "await github.paginate(github.rest.issues.listComments, {})", 0, id="pages"
        ),
        pytest.param("run(github)", 1, id="handed on"),
    ],
)
def test_github_script(script: str, doubts: int) -> None:
    """Only calls of known methods are no doubt."""
    step = f"- uses: actions/github-script@v7\n  with:\n    script: |\n      {script}\n"

    assert len(needs(step)[1]) == doubts


@pytest.mark.parametrize(
    ("command", "files", "doubts"),
    [
        pytest.param("make test", {"Makefile": "test:\n\tpytest\n"}, 0, id="makefile"),
        pytest.param(
            "make test", {"Makefile": "x:\n\tgit push\n"}, 1, id="makefile that pushes"
        ),
        pytest.param(
            "python scripts/a.py", {"scripts/a.py": "print()"}, 0, id="script"
        ),
        pytest.param(
            "python a.py",
            {"x/a.py": "from github import Github"},
            1,
            id="script that calls the API",
        ),
        pytest.param("tox -e py", {"tox.ini": "passenv = GITHUB_TOKEN"}, 1, id="tox"),
        pytest.param("./a.sh", {"a.sh": "['git', 'push']"}, 1, id="push as a list"),
    ],
)
def test_files_are_looked_into(
    command: str, files: dict[str, str], doubts: int
) -> None:
    """What a command runs is searched for signs of a push or the API."""
    assert len(needs(run(command), files=files)[1]) == doubts


def test_workflows_call_each_other_without_end() -> None:
    """A workflow that calls itself is a doubt, and no endless loop."""
    source = "on: push\njobs:\n  a:\n    uses: ./.github/workflows/w.yml\n"
    path = ".github/workflows/w.yml"
    workflow = read_workflow(path, source.encode())

    found = needs_of(workflow, workflow.jobs[0], MemoryTree({path: source.encode()}))

    assert [doubt.reason for doubt in found.doubts] == [
        f"what the workflow ./{path} needs is not known"
    ]


@pytest.mark.parametrize(
    ("value", "token"),
    [
        pytest.param("${{ github.token }}", Token.OWN, id="github.token"),
        pytest.param("${{ secrets['GITHUB_TOKEN'] }}", Token.OWN, id="by name"),
        pytest.param(
            "${{ secrets.PAT || secrets.GITHUB_TOKEN }}", Token.OWN, id="fallback"
        ),
        pytest.param("${{ toJSON(secrets) }}", Token.OWN, id="all secrets"),
        pytest.param("${{ secrets.GITHUB_TOKEN_2 }}", Token.OTHER, id="another name"),
        pytest.param("${{ steps.app.outputs.token }}", Token.OTHER, id="an app's"),
        pytest.param("secrets.GITHUB_TOKEN", Token.NONE, id="no expression"),
        pytest.param("${{ github.ref }}", Token.NONE, id="something else"),
    ],
)
def test_whose_token(value: str, token: Token) -> None:
    """The job's own token is told from others."""
    assert token_in(value) is token


def test_expressions_become_words() -> None:
    """A script can be read whatever its expressions hold."""
    assert masked("a ${{ x && 'y' }} ${{ github.token }}") == (
        "a EXPRESSION OWN_TOKEN_OF_JOB"
    )


def test_the_table_is_consistent() -> None:
    """Every action of the table is found by its name, in small letters."""
    names = list(action_names())

    assert all(name == name.lower() for name in names)
    assert all(known_action(name.replace("*", "x")) for name in names)
    assert len(names) > 150
