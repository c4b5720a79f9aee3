"""What is done now, in which order, and why not the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnknownActionError
from bot.model import (
    Assessed,
    Assessment,
    Facts,
    Mode,
    Policy,
    Proposal,
    PullRequest,
    PullRequestState,
    Status,
)
from bot.plan.decide import ordered, plan, standing
from codemods.model import Area, Finding, Safety
from tests.support.assessment import StubAction

if TYPE_CHECKING:
    from bot.actions.base import Action
    from bot.model import Plan

OPEN, DECLINED = PullRequestState.OPEN, PullRequestState.DECLINED
COMMIT = "c1"


def actions(*stubs: StubAction) -> dict[str, Action]:
    """Return actions by slug."""
    return {stub.slug: stub for stub in stubs}


def pull(  # noqa: PLR0913  # one per thing that a test may want
    number: int,
    slug: str,
    state: PullRequestState = OPEN,
    *,
    base: str = COMMIT,
    edited: bool = False,
    scope: str = "",
) -> PullRequest:
    """Return a pull request of an action."""
    proposal = Proposal(
        key=f"{slug}/{scope}" if scope else slug,
        slug=slug,
        title="",
        body="",
        branch="",
        base_branch="main",
        base=base,
        head="",
        draft=False,
    )
    return PullRequest(number, state, proposal, "", edited=edited)


def decided(  # noqa: PLR0913  # each is a fact of its own
    known: dict[str, Action],
    policy: Policy | None = None,
    pulls: tuple[PullRequest, ...] = (),
    *,
    found: dict[str, Assessed] | None = None,
    only: tuple[str, ...] = (),
    limit: int | None = None,
    rejected: dict[str, str] | None = None,
) -> Plan:
    """Return the plan where every action has something to do, unless told."""
    assessed = {
        slug: Assessed(
            slug, Status.PROPOSED, "1 place.", (Finding("a.py", 1, f"by {slug}"),)
        )
        for slug in known
    } | (found or {})
    assessment = Assessment("shop", COMMIT, "", Facts(), assessed)
    return plan(
        assessment,
        policy or Policy(open_at_most=99),
        pulls,
        actions=known,
        only=only,
        limit=limit,
        rejected=rejected,
    )


def rows(found: Plan) -> list[tuple[str, str, str]]:
    """Return slug, status and reason of every action."""
    return [(one.slug, one.status.value, one.reason) for one in found.actions]


def proposed(found: Plan) -> list[str]:
    """Return what is done now."""
    return [one.slug for one in found.actions if one.status is Status.PROPOSED]


A = StubAction("a", Area.FORMATTING, Safety.SAFE)
B = StubAction("b", Area.SECURITY, Safety.TESTED)


def test_what_the_assessment_says_comes_through() -> None:
    """Places, area and safety are told, and every action has its line."""
    found = decided(
        actions(A, B), found={"b": Assessed("b", Status.SATISFIED, "All is well.")}
    )

    assert rows(found) == [
        ("a", "proposed", "1 place."),
        ("b", "satisfied", "All is well."),
    ]
    assert (found.repository, found.commit) == ("shop", COMMIT)
    assert found.actions[0].findings == (Finding("a.py", 1, "by a"),)
    assert found.actions[1].area is Area.SECURITY
    assert found.actions[1].safety is Safety.TESTED


def test_an_action_that_was_not_assessed() -> None:
    """It is blocked, and not forgotten."""
    assessment = Assessment("shop", COMMIT, "", Facts(), {})

    found = plan(assessment, Policy(), (), actions=actions(A))

    assert rows(found) == [("a", "blocked", "The assessment does not speak of it.")]


def test_risk_is_named() -> None:
    """An action that may change behaviour says so."""
    risky = StubAction("r", safety=Safety.REVIEW)

    assert rows(decided(actions(risky))) == [
        (
            "r",
            "proposed",
            "1 place. Behaviour may change: the pull request names the risk.",
        )
    ]


# -------------------------------------------------------------------- order


def test_order() -> None:
    """Urgent first, then by area, the proven before the risky, by slug."""
    known = actions(
        StubAction("z", Area.FORMATTING, Safety.SAFE),
        StubAction("review", Area.FORMATTING, Safety.REVIEW),
        StubAction("a", Area.SECURITY, Safety.SAFE),
        StubAction("y", Area.FORMATTING, Safety.SAFE),
        StubAction("fix", Area.DEPENDENCIES, Safety.TESTED, urgent=True),
        StubAction("tested", Area.FORMATTING, Safety.TESTED),
    )

    assert ordered(known) == ("fix", "y", "z", "tested", "review", "a")


def test_configuration_comes_before_what_it_enables() -> None:
    """What an action names in `after` is first; others keep their places."""
    known = actions(
        StubAction("format", Area.FORMATTING, after=("adopt", "missing", "format")),
        StubAction("adopt", Area.SECURITY),
        StubAction("other", Area.TESTING),
    )

    assert ordered(known) == ("other", "adopt", "format")


def test_actions_that_wait_for_each_other() -> None:
    """The first by the usual order goes first."""
    known = actions(
        StubAction("a", after=("b",)),
        StubAction("b", after=("c",)),
        StubAction("c", after=("a",)),
        StubAction("d", after=("c",)),
    )

    assert ordered(known) == ("a", "c", "b", "d")


SLUGS = st.sampled_from("abcdefgh")
ACYCLIC = st.lists(st.tuples(SLUGS, SLUGS), max_size=16).map(
    lambda pairs: [(min(pair), max(pair)) for pair in pairs]
)


@given(
    ACYCLIC,
    st.lists(st.sampled_from(Area), min_size=8, max_size=8),
    st.permutations("abcdefgh"),
)
def test_order_is_a_linear_extension(
    pairs: list[tuple[str, str]], areas: list[Area], given: list[str]
) -> None:
    """Every action comes once, after those it names, however they are given."""
    known = {
        slug: StubAction(
            slug, area, after=tuple(before for before, after in pairs if after == slug)
        )
        for slug, area in zip("abcdefgh", areas, strict=True)
    }

    order = ordered(known)

    assert sorted(order) == list("abcdefgh")
    assert all(
        order.index(before) < order.index(after)
        for before, after in pairs
        if before != after
    )
    assert ordered({slug: known[slug] for slug in given}) == order


# ------------------------------------------------------------------- policy


@pytest.mark.parametrize(
    ("policy", "status", "reason"),
    [
        pytest.param(
            Policy(disable=("a",), source="pyproject.toml"),
            "declined",
            "Turned off: `disable` in pyproject.toml names a.",
            id="disabled",
        ),
        pytest.param(
            Policy(disable=("formatting",), enable=("a",)),
            "declined",
            "Turned off: `disable` in the policy names formatting.",
            id="area disabled, and stronger",
        ),
        pytest.param(
            Policy(enable=("b",), source=".honebot.toml"),
            "declined",
            "Not turned on: `enable` in .honebot.toml names other actions only.",
            id="not enabled",
        ),
        pytest.param(Policy(enable=("a",)), "proposed", "1 place.", id="enabled"),
        pytest.param(
            Policy(enable=("formatting",)), "proposed", "1 place.", id="area enabled"
        ),
        pytest.param(
            Policy(mode=Mode.OBSERVE),
            "blocked",
            '`mode = "observe"` in the policy: nothing is proposed. 1 place.',
            id="observe",
        ),
        pytest.param(
            Policy(mode=Mode.OFF),
            "blocked",
            '`mode = "off"` in the policy: nothing is proposed. 1 place.',
            id="off",
        ),
    ],
)
def test_policy(policy: Policy, status: str, reason: str) -> None:
    """What the owners say holds, and its place is told."""
    assert rows(decided(actions(A), policy)) == [("a", status, reason)]


def test_policy_is_no_matter_where_nothing_is_to_do() -> None:
    """An action that is satisfied stays so."""
    found = decided(
        actions(A),
        Policy(disable=("a",)),
        (pull(1, "a"),),
        found={"a": Assessed("a", Status.SATISFIED, "Well.")},
        rejected={"a": "Bad."},
    )

    assert rows(found) == [("a", "satisfied", "Well.")]


# ------------------------------------------------------------ pull requests


@pytest.mark.parametrize(
    ("pulls", "status", "reason"),
    [
        pytest.param(
            [pull(3, "a")], "blocked", "Already open as pull request 3.", id="open"
        ),
        pytest.param(
            [pull(3, "a", base="c0")],
            "proposed",
            "Open as pull request 3. 1 place.",
            id="open on an older commit",
        ),
        pytest.param(
            [pull(3, "a", edited=True, base="c0")],
            "blocked",
            "Open as pull request 3; a person changed its branch: it is theirs now.",
            id="edited",
        ),
        pytest.param(
            [pull(3, "a", DECLINED)],
            "declined",
            "Declined: pull request 3 was closed for good.",
            id="declined",
        ),
        pytest.param(
            [pull(4, "a"), pull(3, "a", DECLINED)],
            "blocked",
            "Already open as pull request 4.",
            id="opened again",
        ),
        pytest.param(
            [pull(3, "a", PullRequestState.MERGED)], "proposed", "1 place.", id="merged"
        ),
        pytest.param(
            [pull(3, "a", PullRequestState.CLOSED)], "proposed", "1 place.", id="closed"
        ),
        pytest.param(
            [pull(3, "a", scope="src"), pull(4, "a", scope="lib"), pull(5, "b")],
            "proposed",
            "Open as pull request 3, pull request 4. 1 place.",
            id="open in parts",
        ),
        pytest.param(
            [pull(3, "a", DECLINED, scope="src")],
            "proposed",
            "1 place.",
            id="part declined",
        ),
    ],
)
def test_pull_requests(pulls: list[PullRequest], status: str, reason: str) -> None:
    """What became of earlier pull requests is heeded."""
    found = decided(actions(A), pulls=tuple(pulls))

    assert rows(found) == [("a", status, reason)]


def test_standing() -> None:
    """The latest of a key counts, whatever their order."""
    pulls = [pull(4, "a"), pull(7, "a", DECLINED), pull(5, "a"), pull(9, "b")]

    latest = standing("a", pulls)

    assert latest is not None
    assert latest.number == 7
    assert standing("c", pulls) is None


def test_rejected_actions_make_room() -> None:
    """What failed verification is blocked, and the next moves up."""
    found = decided(
        actions(A, B), Policy(open_at_most=1), rejected={"a": "A test fails."}
    )

    assert rows(found)[0] == ("a", "blocked", "A test fails.")
    assert proposed(found) == ["b"]


# ------------------------------------------------------------------- limits

MANY = actions(
    *(StubAction(slug, Area.FORMATTING) for slug in "abcd"),
    StubAction("fix", Area.DEPENDENCIES, urgent=True),
)


def test_limit_of_open_pull_requests() -> None:
    """Beyond the limit, actions wait; urgent ones never do."""
    found = decided(MANY, Policy(open_at_most=2))

    assert proposed(found) == ["fix", "a", "b"]
    assert rows(found)[3] == (
        "c",
        "blocked",
        "Waits for its turn: 2 before it (limit 2). 1 place.",
    )


def test_open_pull_requests_count() -> None:
    """What is open takes room, and needs none to be brought up to date."""
    found = decided(
        MANY, Policy(open_at_most=2), (pull(1, "d", base="c0"), pull(2, "x"))
    )

    assert proposed(found) == ["fix", "d"]
    assert rows(found)[1] == (
        "a",
        "blocked",
        (
            "Waits for its turn: none may be opened now, 2 open already (limit 2)."
            " 1 place."
        ),
    )


def test_more_open_than_allowed() -> None:
    """A limit that was lowered opens nothing new."""
    pulls = tuple(pull(number, f"x{number}") for number in range(5))

    assert proposed(decided(MANY, Policy(open_at_most=2), pulls)) == ["fix"]


@pytest.mark.parametrize(
    ("only", "limit", "expected"),
    [
        pytest.param(("d", "b"), None, ["b", "d"], id="by hand passes the limit"),
        pytest.param(("d", "b"), 1, ["b"], id="by hand with a limit"),
        pytest.param((), 3, ["fix", "a", "b", "c"], id="limit of the run"),
        pytest.param((), 0, ["fix"], id="none"),
        pytest.param(("d",), None, ["d"], id="nothing else"),
    ],
)
def test_by_hand(only: tuple[str, ...], limit: int | None, expected: list[str]) -> None:
    """What is asked for by hand passes the policy's limit, not its own."""
    found = decided(MANY, Policy(open_at_most=1), only=only, limit=limit)

    assert proposed(found) == expected


def test_what_was_not_asked_for_says_so() -> None:
    """The reason names what there would be to do."""
    found = decided(actions(A, B), only=("b",))

    assert rows(found)[0] == ("a", "blocked", "Not asked for now. 1 place.")


def test_by_hand_does_not_pass_what_the_owners_turned_off() -> None:
    """Nor a pull request that was declined."""
    found = decided(
        actions(A, B),
        Policy(disable=("a",)),
        (pull(1, "b", DECLINED),),
        only=("a", "b"),
    )

    assert proposed(found) == []


def test_an_unknown_action_by_hand() -> None:
    """The nearest one is named."""
    with pytest.raises(UnknownActionError, match="did you mean 'lazy-logging'"):
        decided(actions(StubAction("lazy-logging")), only=("lazy-loging",))
