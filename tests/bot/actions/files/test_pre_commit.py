"""pre-commit's configuration: its hooks, and one more in its layout."""

from __future__ import annotations

import pytest

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.pre_commit import (
    Hook,
    add_hook,
    add_repo,
    move_rev,
    new_config,
    parse_pre_commit,
)
from bot.actions.files.text import Text

TWO = """\
# ours
repos:
- repo: https://example.org/a
  rev: "1.0"  # frozen
  hooks:
  - id: one
    args: [--x, 5]
    additional_dependencies: [y]
  # not yet
  # - id: two

- repo: local
  hooks:
  - id: last
ci:
  skip: []
"""


def test_hooks_are_read_with_their_places() -> None:
    """Each hook has its repository, revision, arguments and line."""
    config = parse_pre_commit(Text(".pre-commit-config.yaml", TWO))

    assert config.hooks == (
        Hook("https://example.org/a", "1.0", "one", ("--x", "5"), 6, ("y",)),
        Hook("local", "", "last", (), 14),
    )


def test_a_repository_is_added_behind_the_last() -> None:
    """A repository is laid out as the others, before what follows the list."""
    config = parse_pre_commit(Text(".pre-commit-config.yaml", TWO))

    new = add_repo(config, "https://example.org/b", "v2", ("id: b", "exclude: x"))

    assert new.text == TWO.replace(
        "  - id: last\n",
        "  - id: last\n\n- repo: https://example.org/b\n  rev: v2\n  hooks:\n"
        "  - id: b\n    exclude: x\n",
    )


def test_a_hook_is_added_beside_another() -> None:
    """A hook of a repository that is there stands behind its last hook."""
    config = parse_pre_commit(Text(".pre-commit-config.yaml", TWO))

    new = add_hook(config, config.hooks[0], ("id: b",))

    assert new.text == TWO.replace(
        "    additional_dependencies: [y]\n",
        "    additional_dependencies: [y]\n  - id: b\n",
    )


def test_a_revision_is_moved() -> None:
    """A new revision keeps the quotes and the comment."""
    config = parse_pre_commit(Text(".pre-commit-config.yaml", TWO))

    new = move_rev(config, config.hooks[0], "2.0")

    assert new.text == TWO.replace('"1.0"  # frozen', '"2.0"  # frozen')


def test_a_hook_without_a_revision_has_none_to_move() -> None:
    """A local repository has no revision."""
    config = parse_pre_commit(Text(".pre-commit-config.yaml", TWO))

    with pytest.raises(UnusualFileError):
        move_rev(config, config.hooks[1], "2.0")


def test_a_new_configuration_is_read_back() -> None:
    """A new file has its one hook."""
    text = new_config("https://example.org/b", "v2", ("id: b",)).decode()

    assert parse_pre_commit(Text("a", text)).hooks == (
        Hook("https://example.org/b", "v2", "b", (), 5),
    )


def test_a_list_in_one_line_is_not_edited() -> None:
    """A list of repositories that is written in one line is refused."""
    config = parse_pre_commit(Text("a", "repos: [{repo: local, hooks: [{id: a}]}]\n"))

    with pytest.raises(UnusualFileError):
        add_repo(config, "https://example.org/b", "v2", ("id: b",))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param(
            "repos: [\n",
            ".pre-commit-config.yaml:2: not YAML: ",
            id="yaml",
        ),
        pytest.param(
            "- a\n", ".pre-commit-config.yaml:1: no list of repositories", id="list"
        ),
    ],
)
def test_a_broken_file_is_named_with_its_line(source: str, message: str) -> None:
    """What pre-commit could not read is an error with path and line."""
    with pytest.raises(BrokenFileError) as raised:
        parse_pre_commit(Text(".pre-commit-config.yaml", source))

    assert str(raised.value).startswith(message)
