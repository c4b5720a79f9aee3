"""What the target is: layout, manifests, tools, tests, CI, containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Facts, Policy
    from bot.protocols import Tree


def gather(tree: Tree, policy: Policy) -> Facts:
    """Return what the files say of the target; nothing of it is run.

    A file that cannot be read or parsed is named in `problems`, with its line
    and the reason, and the rest goes on.
    """
    raise NotImplementedError
