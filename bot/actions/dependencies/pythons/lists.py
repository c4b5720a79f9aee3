"""Pythons taken out of a list, and put into it, in the list's own layout."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.mentions import Form
from bot.actions.dependencies.pythons.spelling import (
    only_version,
    respelt,
    scalar,
)
from bot.actions.dependencies.pythons.table import NEWEST_PYPY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.actions.dependencies.pythons.deciding import Decision
    from bot.actions.dependencies.pythons.mentions import Group, Item
    from bot.actions.dependencies.pythons.splices import Splices
    from bot.actions.dependencies.pythons.table import Minor

_OLD = 2
_DEV = re.compile(
    r"(?:\.0)?[-.]?(?:dev|alpha|beta|a|b|rc)[-.]?\d*(?=['\"]?$)", re.IGNORECASE
)
_BEFORE = re.compile(r"[ \t]*(?:-[ \t]+)?")
_AFTER = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?:#[^\n]*)?\r?")


def written(
    old: str,
    version: Minor,
    new: Minor,
    form: Form,
    out: Mapping[Minor, str] | None = None,
) -> str:
    """Return the text of an item for another Python."""
    if form is Form.MINOR:
        return (
            str(new.minor)
            if old == str(version.minor)
            else re.sub(r"[23](\.?)\d+", rf"{new.major}\g<1>{new.minor}", old)
        )
    text = respelt(old, version, new, out)
    return scalar(old, text) if form is Form.YAML else text


def edit_group(splices: Splices, group: Group, decision: Decision) -> None:
    """Collect what becomes of one list."""
    gone = [item for item in group.items if decision.drops(item.version)]
    kept = [item for item in group.items if not decision.drops(item.version)]
    fresh = list(_fresh(splices, group, decision))
    out_now = [i for i in _early(splices, group) if i.version in decision.add]
    replaced: dict[Item, Minor] = {}
    if gone and _needs_lowest(group, gone, kept, decision):
        first = min(
            (item for item in gone if item.plain),
            key=lambda item: item.version,
            default=gone[0],
        )
        replaced[first] = decision.instead
    _pypy(gone, kept, replaced, decision)
    for item, version in replaced.items():
        if not (item.plain or item.pypy):
            splices.block(item.start, f"Python {item.version}: a name given elsewhere")
            continue
        _replace(splices, group, item, version, decision)
    fresh = [each for each in fresh if each not in replaced.values()]
    out_of = [item for item in gone if item not in replaced]
    for item in out_of:
        span = _span(splices.text.text, item, group.items)
        message = f"{group.what}: Python {item.version} goes"
        splices.replace(*span, "", message)
    for item in out_now:
        new = _DEV.sub("", splices.text.text[item.start : item.end])
        message = f"{group.what}: Python {item.version}"
        splices.replace(item.start, item.end, new, message)
    anchors = [i for i in (kept or list(replaced)) if i.plain or i in out_now]
    if fresh and anchors:
        _insert(splices, group, anchors, fresh, decision)


def _needs_lowest(
    group: Group, gone: Sequence[Item], kept: Sequence[Item], decision: Decision
) -> bool:
    """Return whether the new lowest Python has to take a place in the list.

    So in a list that would have no Python left, and in one that had the lowest
    and would begin with a newer one.
    """
    if not kept:
        return not group.what.endswith("Python 2")
    plain = [item.version for item in kept if item.plain]
    if any(item.pypy for item in gone) and not any(item.plain for item in gone):
        return False
    listed = bool(plain) and group.what != "the classifiers"
    return listed and min(plain) > decision.instead


def _pypy(
    gone: Sequence[Item],
    kept: Sequence[Item],
    replaced: dict[Item, Minor],
    decision: Decision,
) -> None:
    """Let the newest PyPy that goes become one that stays, where there is none."""
    old = [item for item in gone if item.pypy and item not in replaced]
    if not old or any(item.pypy for item in kept) or decision.instead > NEWEST_PYPY:
        return
    replaced[max(old, key=lambda item: item.version)] = decision.instead


def _replace(
    splices: Splices, group: Group, item: Item, version: Minor, decision: Decision
) -> None:
    old = splices.text.text[item.start : item.end]
    new = written(old, item.version, version, item.form, decision.out)
    message = f"{group.what}: Python {version} for {item.version}"
    splices.replace(item.start, item.end, new, message)


def _fresh(splices: Splices, group: Group, decision: Decision) -> Sequence[Minor]:
    """Return the Pythons that come into a list."""
    plain = sorted({item.version for item in group.items if item.plain})
    if not group.grows or not plain:
        return ()
    if group.what == "the classifiers":
        known = (*(v for v in decision.good if v <= decision.top), *decision.add)
        listed = [v for v in plain if v.major > _OLD]
        full = len(listed) > 1 or plain[-1] == decision.top
        return [v for v in known if full and v > plain[-1]]
    if plain[-1] != decision.top or len(plain) == 1:
        return ()
    early = {each.version for each in _early(splices, group)}
    new = [version for version in decision.add if version not in early]
    gaps = any(b.minor - a.minor > 1 for a, b in pairwise(plain))
    return new[-1:] if gaps else new


def _early(splices: Splices, group: Group) -> Sequence[Item]:
    """Return the pre-releases in a list, such as `3.14-dev`."""
    return [
        item
        for item in group.items
        if not item.pypy and _DEV.search(splices.text.text[item.start : item.end])
    ]


def _insert(
    splices: Splices,
    group: Group,
    anchors: Sequence[Item],
    fresh: Sequence[Minor],
    decision: Decision,
) -> None:
    """Put new Pythons beside the newest, in the order of the list."""
    source = splices.text.text
    plain = [item for item in group.items if item.plain]
    falling = len(plain) > 1 and plain[0].version > plain[-1].version
    models = _models(source, group, anchors)
    anchor = models[0] if falling else models[-1]
    order = sorted(fresh, reverse=falling)
    texts = [
        written(_model(source, each), each.version, v, each.form, decision.out)
        for v in order
        for each in models
    ]
    message = f"{group.what}: Python {', '.join(map(str, order))}"
    begin = source.rfind("\n", 0, anchor.start) + 1
    end = source.find("\n", anchor.end)
    end = len(source) if end < 0 else end
    before, after = source[begin : anchor.start], source[anchor.end : end]
    match = _AFTER.fullmatch(after)
    if _BEFORE.fullmatch(before) and match:
        comma = match["comma"]
        newline = "\r\n" if after.endswith("\r") else "\n"
        if falling or comma or not _needs_comma(source, group, anchor):
            if falling and _needs_comma(source, group, anchor):
                comma = ","
            lines = "".join(f"{before}{text}{comma}{newline}" for text in texts)
            if falling:
                splices.replace(begin, begin, lines, message)
            elif end == len(source):
                splices.replace(end, end, "\n" + lines.removesuffix("\n"), message)
            else:
                splices.replace(end + 1, end + 1, lines, message)
            return
        lines = "".join(f",{newline}{before}{text}" for text in texts)
        splices.replace(anchor.end, anchor.end, lines, message)
        return
    gap = _separator(source, group)
    if falling:
        new = "".join(f"{text}{gap}" for text in texts)
        splices.replace(anchor.start, anchor.start, new, message)
    else:
        new = "".join(f"{gap}{text}" for text in texts)
        splices.replace(anchor.end, anchor.end, new, message)


def _models(source: str, group: Group, anchors: Sequence[Item]) -> Sequence[Item]:
    """Return the items of the newest Python that a new one gets copies of.

    These are the ones that another Python has, too: `py313-cov` stands alone
    beside `py312` and `py313`.
    """
    version = max(item.version for item in anchors)
    newest = [item for item in anchors if item.version == version]
    texts = {source[item.start : item.end] for item in group.items}
    others = {item.version for item in group.items} - {version}
    shared = [
        item
        for item in newest
        if any(
            written(source[item.start : item.end], version, other, item.form) in texts
            for other in others
        )
    ]
    return shared or newest[-1:]


def _model(source: str, item: Item) -> str:
    """Return what of an item belongs to its Python alone."""
    text = _DEV.sub("", source[item.start : item.end])
    if item.form is not Form.PAIR:
        return text
    head, colon, rest = text.partition(":")
    own = [each.strip() for each in rest.split(",") if only_version(each)]
    return f"{head}{colon} {', '.join(own)}"


def _needs_comma(source: str, group: Group, anchor: Item) -> bool:
    """Return whether the items of the list are told apart by commas."""
    others = [item for item in group.items if item is not anchor]
    return any(source[item.end :].lstrip(" \t").startswith(",") for item in others)


def _separator(source: str, group: Group) -> str:
    """Return what stands between two items in one line."""
    for a, b in pairwise(group.items):
        between = source[a.end : b.start]
        if re.fullmatch(r"[ \t]*,[ \t]*|[ \t]+", between):
            return between
    return ", "


def _span(source: str, item: Item, items: Sequence[Item]) -> tuple[int, int]:
    """Return what to take out so that an item is gone: its line, or its comma too."""
    begin = source.rfind("\n", 0, item.start) + 1
    end = source.find("\n", item.end)
    end = len(source) if end < 0 else end + 1
    if _BEFORE.fullmatch(source[begin : item.start]) and _AFTER.fullmatch(
        source[item.end : end].removesuffix("\n")
    ):
        return begin, end
    following = re.match(r"[ \t]*,[ \t]*", source[item.end :])
    if following and not re.match(
        r"[ \t]*(?:\r?\n|#)", source[item.end + following.end() :]
    ):
        return item.start, item.end + following.end()
    leading = re.search(r"[ \t]*,[ \t]*$", source[: item.start])
    if leading:
        return leading.start(), item.end
    if following:
        return item.start, item.end + following.end()
    spaces = re.match(r"[ \t]+(?=\S)", source[item.end :])
    del items
    if spaces:
        return item.start, item.end + spaces.end()
    blank = re.search(r"[ \t]+$", source[: item.start])
    return (blank.start() if blank else item.start), item.end
