"""What the owners exclude, and what lies in a folder of a larger repository."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.actions.catalogue import ACTIONS
from bot.model import Policy, Status
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

WORKFLOW = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - run: a\n"
FILES = {
    "Dockerfile": "FROM a\nRUN pip install b\n",
    ".github/workflows/ci.yml": WORKFLOW,
    "requirements.txt": "alpha\n",
}


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        pytest.param("docker-no-cache", "Dockerfile", id="docker-no-cache"),
        pytest.param("ci-permissions", ".github/workflows/ci.yml", id="ci-permissions"),
        pytest.param("pin-dependencies", "requirements.txt", id="pin-dependencies"),
    ],
)
def test_what_the_policy_excludes_is_left_alone(slug: str, path: str) -> None:
    """An excluded file is neither found nor changed, and the reason is given."""
    target = target_of(FILES)
    excluding = replace(target, policy=Policy(exclude=(f"/{path}",)))

    before = ACTIONS[slug].assess(target)
    assessed = ACTIONS[slug].assess(excluding)
    change = ACTIONS[slug].change(excluding, LocalTools())

    assert before.status is Status.PROPOSED
    assert assessed.status is not Status.PROPOSED
    assert ("the policy excludes it", path) in [
        (place.reason, place.path) for place in assessed.left_alone
    ]
    assert change.files == ()


def test_workflows_below_the_root_of_a_repository_do_not_run() -> None:
    """In a folder of a monorepo, `.github` means nothing to GitHub."""
    target = replace(target_of(FILES), root="packages/one")

    assessed = ACTIONS["ci-permissions"].assess(target)

    assert assessed.status is Status.NOT_APPLICABLE
    assert assessed.reason == (
        "GitHub runs no workflow of packages/one, only the repository's own."
    )
