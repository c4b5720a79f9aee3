"""The builtin types under names of NumPy, which 1.24 took away."""

from __future__ import annotations

import re
from typing import ClassVar

from codemods.model import Safety
from codemods.upgrades.base import Step
from codemods.upgrades.parts.renamed_names import RenamedNames

_BUILTINS = ("bool", "complex", "float", "int", "object", "str")


class Numpy124Aliases(RenamedNames):
    """Write Python's own types without NumPy before them.

    `np.int` was never a type of NumPy: it was Python's `int` under another
    name, and NumPy 1.24 took such names away. In NumPy 2 some are back and mean
    another thing.

    Before:

        import numpy as np

        counts = np.zeros(3, dtype=np.int)

    After:

        import numpy as np

        counts = np.zeros(3, dtype=int)

    Fix safety: up to NumPy 1.23 both are one and the same object.

    Left alone: files in which the name of the builtin type means another thing,
    and code that asks for the release.
    """

    safety = Safety.SAFE
    step = Step("numpy", "1.24")
    references = (
        "https://numpy.org/doc/stable/release/1.24.0-notes.html#expired-deprecations",
    )
    rules = frozenset({"NPY001"})
    sieve = re.compile(rb"numpy")
    moved: ClassVar = {
        **{f"numpy.{name}": f"builtins.{name}" for name in _BUILTINS},
        "numpy.long": "builtins.int",
        "numpy.unicode": "builtins.str",
    }
