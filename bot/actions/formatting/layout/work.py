"""One formatter at work on one target."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from bot.actions.files.toml import read_toml
from bot.actions.formatting.layout.black_configurations import (
    CONFIG,
    Group,
    groups,
    named,
    only_layout,
)
from bot.actions.formatting.layout.gate_options import as_arguments, as_settings
from bot.actions.formatting.layout.layouts import (
    Layout,
    black,
    ignore_files,
    proven,
    readable,
    ruff,
)
from bot.actions.formatting.layout.pins import Pin, own_version, required, unmet
from bot.actions.formatting.layout.programs import program
from bot.actions.formatting.layout.ruff_files import configuration
from bot.actions.formatting.layout.settings import (
    Settings,
    black_settings,
    ruff_settings,
)
from bot.errors import ActionError
from codemods.model import LeftAlone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions.base import Target
    from bot.actions.formatting.layout.formatters import Choice
    from bot.actions.formatting.layout.programs import Program
    from bot.protocols import Tools


@dataclass(frozen=True, slots=True)
class Work:
    """The files before and after, and what was needed for it.

    `after` holds every file that the formatter looked at.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    settings: Settings
    version: str
    left_alone: tuple[LeftAlone, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """The paths of the files that change, sorted."""
        return tuple(
            path
            for path, content in sorted(self.after.items())
            if content != self.before[path]
        )


def work(target: Target, choice: Choice, tools: Tools) -> Work:
    """Return the target's files as the chosen formatter lays them out.

    Each file has the same syntax tree before and after. Raises `ActionError`
    where the formatter, or the version that the project pins, cannot work.
    """
    files, broken = readable(target.tree.read_many(own_files(target, choice)))
    with program(tools, choice.tool, _pin(target, choice)) as formatter:
        if choice.tool == "black":
            settings = black_settings(target, choice, files, formatter, tools)
            layout = _black(target, choice, files, settings, formatter, tools)
        else:
            settings = ruff_settings(target, choice, files, formatter, tools)
            around = configuration(target) | _around(target, settings)
            config = choice.options.get("config", "")
            if config in target.tree:
                around[config] = target.tree.read(config)
            options = (*_arguments(target, choice), *settings.options)
            layout = ruff(files, around, formatter, tools, options=options)
        version = formatter.version
    layout = proven(layout, files)
    apart = [
        LeftAlone(path, 0, reason)
        for path in target.python_files
        if (reason := _why_not(path, choice))
    ]
    left_alone = tuple(sorted((*broken, *apart, *layout.left_alone)))
    return Work(files, layout.files, settings, version, left_alone)


def own_files(target: Target, choice: Choice) -> tuple[str, ...]:
    """Return the files that the chosen formatter is for.

    Where the assessment names none (it tried only some), all are. What the
    gate does not look at is not touched.
    """
    paths = target.python_files or target.facts.python_files
    return tuple(path for path in paths if not _why_not(path, choice))


def _why_not(path: str, choice: Choice) -> str:
    """Return why the formatter is not for the file, "" where it is."""
    if path.startswith(choice.apart):
        return "the folder is laid out by another formatter"
    if any(not _found(pattern, path) for pattern in choice.files):
        return "the formatter's hook is not for it"
    if any(_found(pattern, path) for pattern in choice.exclude):
        return "excluded by the formatter's hook"
    return ""


def _found(pattern: str, path: str) -> bool:
    try:
        return re.search(pattern, path) is not None
    except re.error:
        return False


def settings_groups(target: Target, choice: Choice) -> tuple[Group, ...]:
    """Return the files by the settings of Black that are for them.

    What the gate says on its command line counts more than a file; a line
    length given by hand counts most, at the top.
    """
    files = own_files(target, choice)
    said = as_settings(choice.options)
    found: tuple[Group, ...]
    config = choice.options.get("config", "")
    if config in target.tree:
        table = read_toml(target.tree, config).table("tool", "black")
        found = (Group(config, files, named(table or {})),)
    else:
        found = groups(target, files, from_top=bool(choice.gates))
    given = target.params.get("line_length", "")
    by_hand = {"line-length": int(given)} if given.isdecimal() else {}
    return tuple(
        replace(
            group,
            options={**group.options, **said, **(by_hand if not group.folder else {})},
        )
        for group in found
    )


def _arguments(target: Target, choice: Choice) -> tuple[str, ...]:
    """Return what the gate says on its command line, for ours."""
    options = {name: value for name, value in choice.options.items() if value != CONFIG}
    if "line_length" in target.params:
        options.pop("line-length", None)
    if choice.tool == "black":
        options.pop("config", None)
    return as_arguments(options)


def _around(target: Target, settings: Settings) -> dict[str, bytes]:
    changed = {settings.path: settings.content} if settings.path else {}
    return ignore_files(target.tree) | changed


def _black(  # noqa: PLR0913, PLR0917  # each is a fact of its own
    target: Target,
    choice: Choice,
    files: Mapping[str, bytes],
    settings: Settings,
    formatter: Program,
    tools: Tools,
) -> Layout:
    """Return the layout, each group of files by its own settings."""
    found: dict[str, bytes] = {}
    left_alone: list[LeftAlone] = []
    for group in settings_groups(target, choice):
        own = {path: files[path] for path in group.files if path in files}
        if not own:
            continue
        around = _around(target, settings)
        config = group.config or settings.path
        if config:
            content = around.get(config) or target.tree.read(config)
            around[config] = only_layout(content)
        options = () if group.config else settings.options
        layout = black(
            own,
            around,
            formatter,
            tools,
            config=config,
            top=group.folder,
            options=(*_arguments(target, choice), *options),
        )
        found |= layout.files
        left_alone += layout.left_alone
    return Layout(found, tuple(left_alone))


def _pin(target: Target, choice: Choice) -> Pin | None:
    """Return the version to use if it is not Honebot's own."""
    asked = target.params.get("version")
    if asked is None:
        if choice.tool == "black":
            for group in settings_groups(target, choice):
                pin = required(group.options.get("required-version"))
                if pin:
                    return pin
        return unmet(target, choice.tool)
    if asked == own_version(choice.tool):
        return None
    try:
        return Pin(SpecifierSet(f"=={asked}"), "the parameter `version`")
    except InvalidSpecifier as error:
        raise ActionError(f"version is {asked!r}, which is no version") from error
