"""A policy is read as it is meant, or refused with the way out."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import (  # type: ignore[import-untyped]  # it has no types
    Draft202012Validator,
)

from bot.errors import PolicyError
from bot.model import CommitStyle, Mode, Policy
from bot.plan.errors import InvalidPolicyError, TwoPoliciesError
from bot.plan.policy import parse_policy, read_policy, schema
from bot.plan.policy_keys import KEYS
from bot.services.trees import MemoryTree
from codemods.model import Area
from tests.support.assessment import StubAction

if TYPE_CHECKING:
    from bot.actions.base import Action

ACTIONS: dict[str, Action] = {
    "lazy-logging": StubAction("lazy-logging", Area.OBSERVABILITY),
    "format-code": StubAction(
        "format-code", params={"line_length": "columns", "fast": "skip the proof"}
    ),
}

FULL = dedent("""\
    mode = "observe"
    enable = ["format-code", "security"]
    disable = ["lazy-logging"]
    exclude = ["/old/", "*_pb2.py"]
    commit-style = "conventional"
    base-branch = "develop"
    labels = ["honebot"]
    test-command = "make test"
    install = ["pip install -e ."]
    [limits]
    open = 5
    changed-lines = 400
    test-seconds = 60
    [actions.format-code]
    line_length = 100
    fast = true
    """)

POLICY = Policy(
    mode=Mode.OBSERVE,
    enable=("format-code", "security"),
    disable=("lazy-logging",),
    exclude=("/old/", "*_pb2.py"),
    params={"format-code": {"line_length": "100", "fast": "true"}},
    open_at_most=5,
    changed_lines=400,
    commit_style=CommitStyle.CONVENTIONAL,
    base_branch="develop",
    labels=("honebot",),
    test_command="make test",
    install=("pip install -e .",),
    test_seconds=60,
    source=".honebot.toml",
)


def tree(**files: str) -> MemoryTree:
    """Return a tree of `pyproject` and `own`, the two places for a policy."""
    names = {"pyproject": "pyproject.toml", "own": ".honebot.toml"}
    return MemoryTree({names[name]: text.encode() for name, text in files.items()})


def in_pyproject(text: str) -> str:
    """Return the text of `.honebot.toml` as a part of `pyproject.toml`."""
    table = text.replace("[limits]", "[tool.honebot.limits]")
    table = table.replace("[actions.", "[tool.honebot.actions.")
    return f"[project]\nname = 'shop'\n[tool.honebot]\n{table}"


def test_own_file() -> None:
    """Every key of `.honebot.toml` is read."""
    assert read_policy(tree(own=FULL), ACTIONS) == POLICY


def test_pyproject() -> None:
    """The same keys stand in `[tool.honebot]`."""
    policy = read_policy(tree(pyproject=in_pyproject(FULL)), ACTIONS)

    assert policy.source == "pyproject.toml"
    assert policy.params == POLICY.params
    assert policy.open_at_most == POLICY.open_at_most


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="no file"),
        pytest.param({"pyproject": "[project]\nname = 'a'\n"}, id="no table"),
        pytest.param({"pyproject": "tool = 3 # honebot\n"}, id="no tables at all"),
        pytest.param({"pyproject": "[project\n"}, id="broken, and not ours"),
        pytest.param({"pyproject": "[tool.other]\nhonebot = 1\n"}, id="other table"),
    ],
)
def test_nothing_said(files: dict[str, str]) -> None:
    """The default holds where nothing is said."""
    assert read_policy(tree(**files), ACTIONS) == Policy()


def test_an_empty_policy_has_a_source() -> None:
    """A file without a key changes nothing, but is a policy."""
    assert read_policy(tree(own=""), ACTIONS) == Policy(source=".honebot.toml")


def test_two_policies() -> None:
    """Neither wins."""
    with pytest.raises(TwoPoliciesError) as raised:
        read_policy(tree(own="", pyproject="[tool.honebot]\n"), ACTIONS)

    assert str(raised.value) == (
        "both [tool.honebot] in pyproject.toml and .honebot.toml hold a policy; keep"
        " one of them and remove the other"
    )
    assert isinstance(raised.value, PolicyError)


def wrong(text: str, path: str = ".honebot.toml") -> list[str]:
    """Return what is said of a wrong policy."""
    with pytest.raises(InvalidPolicyError) as raised:
        parse_policy(text.encode(), path, ACTIONS)
    assert str(raised.value).splitlines() == [str(one) for one in raised.value.troubles]
    return [str(one) for one in raised.value.troubles]


KEYS_HINT = "(`honebot config schema` lists the keys)"
ACTIONS_HINT = "(`honebot actions` lists them all)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "a = 1\nmodus = 'off'",
            f"2: `modus` is no key of a policy; did you mean 'mode'? {KEYS_HINT}",
            id="unknown key",
        ),
        pytest.param(
            "[tool.honebot]\nmode = 'off'",
            (
                "1: `tool` is no key of a policy; in .honebot.toml, the keys stand"
                f" at the top, without [tool.honebot] {KEYS_HINT}"
            ),
            id="table of pyproject",
        ),
        pytest.param(
            "\n[limits]\nopens = 1",
            (
                "3: `limits.opens` is no key of a policy; did you mean 'open'?"
                f" {KEYS_HINT}"
            ),
            id="unknown limit",
        ),
        pytest.param(
            "limits = 3", "1: `limits` must be a table, not a number", id="limits"
        ),
        pytest.param(
            "mode = 'observed'",
            (
                "1: `mode` must be one of 'off', 'observe', 'propose', not"
                " 'observed'; did you mean 'observe'?"
            ),
            id="choice",
        ),
        pytest.param(
            "commit-style = true",
            "1: `commit-style` must be a string, not a truth value",
            id="no text",
        ),
        pytest.param(
            "base-branch = '-x'",
            "1: `base-branch` must be a branch name, not '-x'",
            id="branch",
        ),
        pytest.param(
            "test-command = 'a\\nb'".replace("'", '"'),
            "1: `test-command` must be one line, not 'a\\nb'",
            id="two lines",
        ),
        pytest.param(
            "limits.open = 0",
            "1: `limits.open` must be a whole number from 1 to 100, not 0",
            id="too few",
        ),
        pytest.param(
            "limits.open = true",
            "1: `limits.open` must be a whole number from 1 to 100, not True",
            id="no number",
        ),
        pytest.param(
            "limits.changed-lines = 1.5",
            (
                "1: `limits.changed-lines` must be a whole number from 1 to"
                " 1,000,000, not 1.5"
            ),
            id="no whole number",
        ),
        pytest.param(
            "labels = 'x'",
            "1: `labels` must be a list of strings, not a string",
            id="no list",
        ),
        pytest.param(
            "labels = [1]",
            "1: `labels` must be a list of strings, not a list",
            id="no strings",
        ),
        pytest.param(
            "labels = [' ']",
            "1: `labels` holds ' ', which says nothing",
            id="empty text",
        ),
        pytest.param(
            "disable = [\n'lazy-logging',\n'lasy-logging']",
            (
                "3: `disable` names 'lasy-logging', which is neither an action nor"
                f" an area; did you mean 'lazy-logging'? {ACTIONS_HINT}"
            ),
            id="action",
        ),
        pytest.param(
            "enable = ['zzz']",
            (
                "1: `enable` names 'zzz', which is neither an action nor an area"
                f" {ACTIONS_HINT}"
            ),
            id="action, nothing near",
        ),
        pytest.param(
            "exclude = ['!']",
            "1: `exclude` holds '!', which is no gitignore pattern",
            id="pattern",
        ),
        pytest.param(
            "exclude = ['[[:x:]]']",
            "1: `exclude` holds '[[:x:]]', which is no gitignore pattern",
            id="doubtful pattern",
        ),
        pytest.param(
            "exclude = ['[z-a]']",
            "1: `exclude` holds '[z-a]', which is no gitignore pattern",
            id="range",
        ),
        pytest.param(
            "actions = 3", "1: `actions` must be a table, not a number", id="actions"
        ),
        pytest.param(
            "[actions.format-cod]",
            (
                "1: `actions.format-cod` is no action; did you mean 'format-code'?"
                f" {ACTIONS_HINT}"
            ),
            id="params of no action",
        ),
        pytest.param(
            "actions.format-code = []",
            "1: `actions.format-code` must be a table, not a list",
            id="params",
        ),
        pytest.param(
            "[actions.format-code]\nline-length = 3",
            (
                "2: `actions.format-code.line-length` is no parameter of format-code;"
                " did you mean 'line_length'?"
            ),
            id="parameter",
        ),
        pytest.param(
            "[actions.format-code]\nzzz = 3",
            (
                "2: `actions.format-code.zzz` is no parameter of format-code; there"
                " are: line_length, fast"
            ),
            id="parameter, nothing near",
        ),
        pytest.param(
            "[actions.lazy-logging]\nzzz = 3",
            (
                "2: `actions.lazy-logging.zzz` is no parameter of lazy-logging; it"
                " has none"
            ),
            id="no parameters",
        ),
        pytest.param(
            "actions.format-code.fast = 2020-01-01",
            (
                "1: `actions.format-code.fast` must be a string, a number or a truth"
                " value, not a date or time"
            ),
            id="value of a parameter",
        ),
        pytest.param(
            "a = ",
            (
                "1: is not valid TOML: Invalid value. Mend it first: it may hold what"
                " the owners allow"
            ),
            id="TOML",
        ),
        pytest.param(
            "a = [",
            (
                "1: is not valid TOML: Invalid value. Mend it first: it may hold what"
                " the owners allow"
            ),
            id="TOML, end",
        ),
    ],
)
def test_wrong(text: str, message: str) -> None:
    """The line, the key, the nearest name and the way out are told."""
    assert wrong(text)[-1] == f".honebot.toml:{message}"


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Nobody mends a policy one mistake at a time."""
    assert len(wrong("mode = 1\nlabels = 2\nx = 3\n[limits]\nopen = 0\n")) == 4


def test_wrong_in_pyproject() -> None:
    """Lines are those of the whole file; the table itself may be wrong."""
    text = in_pyproject("mode = 'of'\n")

    assert wrong(text, "a/pyproject.toml")[0].startswith("a/pyproject.toml:4: `mode`")
    assert wrong("[tool]\nhonebot = 3\n", "pyproject.toml") == [
        "pyproject.toml:2: must be a table, not a number"
    ]


def test_no_text() -> None:
    """What is not UTF-8 is told with its line."""
    with pytest.raises(InvalidPolicyError) as raised:
        parse_policy(b"a = 1\n# \xff", ".honebot.toml", ACTIONS)

    assert str(raised.value) == ".honebot.toml:2: is not UTF-8 text"


def test_nested_too_deeply() -> None:
    """A bomb is no policy, and no crash."""
    (said,) = wrong("a = " + "[" * 5000)

    assert "is not valid TOML" in said


def test_a_broken_pyproject_that_speaks_of_us_is_refused() -> None:
    """It may hold what the owners have turned off."""
    with pytest.raises(InvalidPolicyError, match="Mend it first"):
        read_policy(tree(pyproject="[tool.honebot\n"), ACTIONS)


# ------------------------------------------------------------------- schema


def test_schema_is_one() -> None:
    """It is a schema of its draft, and the full policy fits."""
    value = schema(ACTIONS)

    Draft202012Validator.check_schema(value)
    validator = Draft202012Validator(value)
    assert value["title"] == "Policy of Honebot"
    assert validator.is_valid({"mode": "off", "limits": {"open": 3}})
    assert not validator.is_valid({"modus": "off"})
    assert not validator.is_valid({"actions": {"format-code": {"zzz": 1}}})


def test_schema_tells_the_defaults() -> None:
    """What holds where a key is left out is in it, and fits itself."""
    properties: Any = schema(ACTIONS)["properties"]

    assert properties["mode"]["default"] == "propose"
    assert properties["labels"]["default"] == []
    assert properties["limits"]["properties"]["open"]["default"] == 3
    assert sorted(properties) == sorted({key.path[0] for key in KEYS} | {"actions"})


LINE = st.text(st.characters(codec="ascii", exclude_characters="\r\n"), max_size=5)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "mode": st.sampled_from(["off", "observe", "propose", "on", 3]),
        "enable": st.lists(
            st.sampled_from(["ci", "lazy-logging", "nothing"]), max_size=2
        ),
        "disable": st.lists(st.sampled_from(["format-code", "security"]), max_size=2),
        "labels": st.lists(LINE.filter(str.strip), max_size=2),
        "test-command": LINE | st.integers(),
        "base-branch": st.sampled_from(["main", "a/b", "-x", "a b", "", "a..b"]),
        "limits": st.fixed_dictionaries(
            {},
            optional={
                "open": st.integers(-1, 101),
                "test-seconds": st.integers(1, 9) | st.booleans(),
                "other": st.integers(),
            },
        ),
        "actions": st.fixed_dictionaries(
            {},
            optional={
                "format-code": st.dictionaries(
                    st.sampled_from(["fast", "slow"]), st.booleans() | LINE, max_size=2
                ),
                "unknown": st.just({}),
            },
        ),
        "other": st.integers(),
    },
)


@given(DOCUMENTS)
def test_parser_and_schema_agree(document: dict[str, Any]) -> None:
    """What the schema takes the parser takes, and nothing else."""
    text = toml(document)

    try:
        policy = parse_policy(text.encode(), ".honebot.toml", ACTIONS)
    except InvalidPolicyError:
        policy = None

    valid = Draft202012Validator(schema(ACTIONS)).is_valid(document)
    assert (policy is not None) == valid
    if policy is not None:
        limits = document.get("limits", {})
        assert policy.mode == document.get("mode", "propose")
        assert list(policy.labels) == document.get("labels", [])
        assert policy.open_at_most == limits.get("open", 3)


def toml(document: dict[str, Any]) -> str:
    """Return a document as TOML of inline values."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in document.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        pairs = ", ".join(f"{key} = {_value(item)}" for key, item in value.items())
        return f"{{{pairs}}}"
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\u{ord(char):04x}" for char in value) + '"'
    return str(value)


def test_every_key_is_documented() -> None:
    """The page on policies has a row for each key, and no other."""
    page = Path(__file__).parents[3] / "docs" / "policy.md"

    documented = re.findall(r"^\| `([\w.<>-]+)` \|", page.read_text(), re.MULTILINE)

    assert documented == [
        *(".".join(key.path) for key in KEYS),
        "actions.<slug>.<parameter>",
    ]


def test_codemods_of_steps_may_be_disabled() -> None:
    """A codemod that comes with an upgrade is no action, and may be turned off."""
    content = b'disable = ["pydantic-2-methods"]\n'

    assert parse_policy(content, ".honebot.toml", ACTIONS).disable == (
        "pydantic-2-methods",
    )
