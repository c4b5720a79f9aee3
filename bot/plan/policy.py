"""The policy of a repository: `[tool.honebot]`, else `.honebot.toml`."""

from __future__ import annotations

import re
import tomllib
import warnings
from typing import TYPE_CHECKING, Any

from bot.model import CommitStyle, Mode, Policy
from bot.plan.errors import InvalidPolicyError, Trouble, TwoPoliciesError
from bot.plan.policy_keys import ACTIONS_DESCRIPTION, ACTIONS_KEY, KEYS
from bot.toml_lines import line_of, places
from codemods.model import Area
from codemods.upgrades.catalogue import UPGRADES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.actions.base import Action
    from bot.plan.policy_keys import Key
    from bot.protocols import Tree

PYPROJECT = "pyproject.toml"
OWN_FILE = ".honebot.toml"

_TABLE = ("tool", "honebot")
_TOML_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_policy(tree: Tree, actions: Mapping[str, Action]) -> Policy:
    """Return what the owners allow and want; the default where nothing is said.

    Raises `PolicyError` with the file, the line, the nearest known name and
    the way out: for a policy that is wrong, for two of them, and for a broken
    `pyproject.toml` that speaks of Honebot.
    """
    found = [
        policy
        for path in (PYPROJECT, OWN_FILE)
        if path in tree
        and _may_hold_policy(tree.read(path), path)
        and (policy := parse_policy(tree.read(path), path, actions)).source
    ]
    if len(found) > 1:
        raise TwoPoliciesError(f"[tool.honebot] in {PYPROJECT}", OWN_FILE)
    return found[0] if found else Policy()


def _may_hold_policy(content: bytes, path: str) -> bool:
    """Return whether a file may hold a policy, even if it cannot be parsed."""
    return path == OWN_FILE or b"honebot" in content


def parse_policy(content: bytes, path: str, actions: Mapping[str, Action]) -> Policy:
    """Return the policy in the content of `pyproject.toml` or `.honebot.toml`.

    The name of `path` decides which; `source` is "" where the file holds no
    policy. Raises `PolicyError` as above, with everything that is wrong.
    """
    text, document = _parse(content, path)
    prefix: tuple[str, ...] = ()
    table: Any = document
    if path.replace("\\", "/").rpartition("/")[2] == PYPROJECT:
        prefix = _TABLE
        for key in _TABLE:
            table = table.get(key, {}) if isinstance(table, dict) else {}
        if "honebot" not in _dict(document.get("tool")):
            return Policy()
    reader = _Reader(path, text, prefix, actions)
    policy = reader.policy(table)
    if reader.troubles:
        raise InvalidPolicyError(reader.troubles)
    return policy


def _parse(content: bytes, path: str) -> tuple[str, dict[str, Any]]:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidPolicyError([Trouble(path, line, "is not UTF-8 text")]) from error
    try:
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_LINE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        reason = _TOML_LINE.sub("", str(error)) or "nested too deeply"
        message = (
            f"is not valid TOML: {reason}. Mend it first: it may hold what the"
            " owners allow"
        )
        raise InvalidPolicyError([Trouble(path, line, message)]) from error


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


class _Reader:
    """Reads one table; what is wrong gathers in `troubles`."""

    def __init__(
        self,
        path: str,
        text: str,
        prefix: tuple[str, ...],
        actions: Mapping[str, Action],
    ) -> None:
        self.path = path
        self.prefix = prefix
        self.actions = actions
        self.places = places(text)
        self.troubles: list[Trouble] = []

    def policy(self, table: object) -> Policy:
        """Return the table's policy; whatever is wrong is at its default."""
        if not isinstance(table, dict):
            self.trouble((), "", f"must be a table, not {_kind(table)}")
            return Policy()
        self._unknown((), table, {key.path[0] for key in KEYS} | {ACTIONS_KEY})
        limits = table.get("limits", {})
        if isinstance(limits, dict):
            names = {key.path[1] for key in KEYS if len(key.path) > 1}
            self._unknown(("limits",), limits, names)
        else:
            self.trouble(("limits",), "", f"must be a table, not {_kind(limits)}")
        values: dict[str, Any] = {"source": self.path}
        for key in KEYS:
            holder = table if len(key.path) == 1 else _dict(limits)
            if key.path[-1] in holder:
                value = self._value(key, holder[key.path[-1]])
                if value is not None:
                    values[key.field] = value
        values["params"] = self._params(table.get(ACTIONS_KEY, {}))
        return Policy(**values)

    def trouble(self, key: tuple[str, ...], string: str, message: str) -> None:
        """Remember what is wrong with a key, or with one string of its value."""
        line = line_of(self.places, self.prefix + key, string)
        name = f"`{'.'.join(key)}` " if key else ""
        self.troubles.append(Trouble(self.path, line, f"{name}{message}"))

    def _unknown(
        self, where: tuple[str, ...], table: Mapping[str, Any], known: Collection[str]
    ) -> None:
        for name in table:
            if name not in known:
                self._unknown_name((*where, name), name, known, "is no key of a policy")

    def _unknown_name(
        self, key: tuple[str, ...], name: str, known: Collection[str], what: str
    ) -> None:
        hint = _nearest(name, known)
        if not hint and key == ("tool",):
            hint = f"; in {OWN_FILE}, the keys stand at the top, without [tool.honebot]"
        ways = "`honebot config schema` lists the keys"
        if "action" in what:
            ways = "`honebot actions` lists them all"
        string = "" if name in key else name
        shown = "" if name in key else f"names {name!r}, which "
        self.trouble(key, string, f"{shown}{what}{hint} ({ways})")

    def _value(self, key: Key, value: object) -> object:
        """Return a key's value as `Policy` has it; None where it is wrong."""
        match key.kind:
            case "number":
                return self._number(key, value)
            case "choice" | "text":
                return self._text(key, value)
            case _:
                return self._texts(key, value)

    def _number(self, key: Key, value: object) -> object:
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and key.least <= value <= key.most
        ):
            return value
        self.trouble(
            key.path,
            "",
            f"must be a whole number from {key.least} to {key.most:,}, not {value!r}",
        )
        return None

    def _text(self, key: Key, value: object) -> object:
        if not isinstance(value, str):
            self.trouble(key.path, "", f"must be a string, not {_kind(value)}")
        elif key.kind == "choice" and value not in key.choices:
            known = ", ".join(repr(str(choice)) for choice in key.choices)
            hint = _nearest(value, key.choices)
            self.trouble(
                key.path, value, f"must be one of {known}, not {value!r}{hint}"
            )
        elif not re.search(key.pattern, value):
            what = "a branch name" if key.field == "base_branch" else "one line"
            self.trouble(key.path, value, f"must be {what}, not {value!r}")
        elif key.field == "mode":
            return Mode(value)
        elif key.field == "commit_style":
            return CommitStyle(value)
        else:
            return value
        return None

    def _texts(self, key: Key, value: object) -> object:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.trouble(key.path, "", f"must be a list of strings, not {_kind(value)}")
            return None
        for text in value:
            if not re.search(key.pattern, text) or not text.strip():
                self.trouble(key.path, text, f"holds {text!r}, which says nothing")
            elif key.kind == "actions" and text not in (
                known := [*self.actions, *UPGRADES, *Area]
            ):
                what = "is neither an action nor an area"
                self._unknown_name(key.path, text, known, what)
            elif key.kind == "patterns":
                self._pattern(key, text)
        return tuple(value)

    def _pattern(self, key: Key, text: str) -> None:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415  # slow, and rarely needed

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # a doubtful pattern is a wrong one
                GitIgnoreSpec.from_lines([text])
        except (ValueError, re.error, FutureWarning):
            self.trouble(
                key.path, text, f"holds {text!r}, which is no gitignore pattern"
            )

    def _params(self, table: object) -> dict[str, dict[str, str]]:
        """Return the parameters of single actions, as text."""
        found: dict[str, dict[str, str]] = {}
        if not isinstance(table, dict):
            self.trouble((ACTIONS_KEY,), "", f"must be a table, not {_kind(table)}")
            return found
        for slug, given in table.items():
            key = (ACTIONS_KEY, slug)
            if slug not in self.actions:
                self._unknown_name(key, slug, self.actions, "is no action")
            elif not isinstance(given, dict):
                self.trouble(key, "", f"must be a table, not {_kind(given)}")
            else:
                found[slug] = self._given(key, given, self.actions[slug].params)
        return found

    def _given(
        self, key: tuple[str, ...], given: Mapping[str, Any], known: Mapping[str, str]
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, value in given.items():
            if name not in known:
                what = f"is no parameter of {key[-1]}"
                hint = _nearest(name, known) or (
                    f"; there are: {', '.join(known)}" if known else "; it has none"
                )
                self.trouble((*key, name), "", f"{what}{hint}")
            elif isinstance(value, bool):
                found[name] = "true" if value else "false"
            elif isinstance(value, str | int | float):
                found[name] = str(value)
            else:
                self.trouble(
                    (*key, name),
                    "",
                    f"must be a string, a number or a truth value, not {_kind(value)}",
                )
        return found


def _nearest(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  # only for what is wrong

    near = get_close_matches(name, [str(one) for one in known], n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _kind(value: object) -> str:
    """Return what a TOML value is, in words."""
    names = {
        bool: "a truth value",
        dict: "a table",
        float: "a number",
        int: "a number",
        list: "a list",
        str: "a string",
    }
    return names.get(type(value), "a date or time")


def schema(actions: Mapping[str, Action]) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of `.honebot.toml`.

    The same keys stand in `[tool.honebot]` of `pyproject.toml`.
    https://json-schema.org/draft/2020-12
    """
    properties: dict[str, Any] = {}
    limits: dict[str, Any] = {}
    for key in KEYS:
        holder = properties if len(key.path) == 1 else limits
        holder[key.path[-1]] = _key_schema(key, actions)
    properties["limits"] = _table(limits, "How much Honebot may do.")
    properties[ACTIONS_KEY] = _table(
        {slug: _params_schema(action) for slug, action in actions.items()},
        ACTIONS_DESCRIPTION,
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Policy of Honebot",
        **_table(properties, "What the owners of a repository allow and want."),
    }


def _table(properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }


def _key_schema(key: Key, actions: Mapping[str, Action]) -> dict[str, Any]:
    said: dict[str, Any] = {"description": key.description}
    match key.kind:
        case "number":
            said |= {"type": "integer", "minimum": key.least, "maximum": key.most}
        case "choice":
            said |= {"enum": [str(choice) for choice in key.choices]}
        case "text":
            said |= {"type": "string", "pattern": key.pattern}
        case "actions":
            known = [*(str(area) for area in Area), *actions, *UPGRADES]
            said |= {"type": "array", "items": {"enum": known}}
        case _:
            item = {"type": "string", "pattern": key.pattern, "minLength": 1}
            said |= {"type": "array", "items": item}
    default = key.default
    if isinstance(default, tuple):
        return {**said, "default": list(default)}
    return {**said, "default": str(default) if isinstance(default, str) else default}


def _params_schema(action: Action) -> dict[str, Any]:
    scalar = {"type": ["string", "number", "boolean"]}
    return _table(
        {
            name: {"description": said, **scalar}
            for name, said in sorted(action.params.items())
        },
        f"Parameters of {action.slug}.",
    )
