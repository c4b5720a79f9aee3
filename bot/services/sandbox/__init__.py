"""Where code of the target runs. `open_sandbox` gives the one of this machine.

`probe` says what keeps a sandbox from working, `read_result` and
`remove_tree` deal with what a command left behind. What holds and what does
not is told in `docs/sandbox.md`.
"""

from __future__ import annotations

from bot.services.sandbox.files import read_result, remove_tree
from bot.services.sandbox.opening import open_sandbox, probe

__all__ = ["open_sandbox", "probe", "read_result", "remove_tree"]
