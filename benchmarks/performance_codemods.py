"""How long the documented examples of area performance take, before and after.

    python benchmarks/performance_codemods.py [--runs 7]

Each codemod rewrites the example of its own docstring; both versions run in
turn in this process on the same values, and the best of the runs is printed
with the ratio. What needs pandas or numpy is left out where they are missing.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.util
import io
import platform
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.explanation import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    Setup = Callable[[], tuple[Any, ...]]

MANY = 2_000


class Tree:
    """A tree with many leaves, for the example that walks one."""

    def __init__(self, name: int, children: list[Tree]) -> None:
        self.name = name
        self.children = children

    def __repr__(self) -> str:
        """Return what the walk goes by."""
        return str(self.name)


def _users() -> tuple[Any, ...]:
    return ([SimpleNamespace(name=str(i), active=i % 2) for i in range(MANY)],)


def _rows() -> tuple[Any, ...]:
    return ([SimpleNamespace(name=str(i), size=i) for i in range(MANY)],)


def _orders() -> tuple[Any, ...]:
    pandas = importlib.import_module("pandas")
    return (pandas.DataFrame({"price": [1.5] * MANY, "amount": range(MANY)}),)


EXAMPLES: dict[str, tuple[str, Setup, str]] = {
    "any-generator": ("has_negative", lambda: ([-1, *range(MANY)],), ""),
    "dict-lookup": (
        "report",
        lambda: (dict.fromkeys(map(str, range(MANY)), 1), "5"),
        "",
    ),
    "enumerate-loop": (
        "show",
        lambda: ([str(i) for i in range(MANY)], list(range(MANY))),
        "",
    ),
    "iterrows": ("total", _orders, "pandas"),
    "list-comprehension": ("names", _users, ""),
    "numpy-append": ("lengths", lambda: (["word"] * MANY,), "numpy"),
    "quadratic-loop": (
        "walk",
        lambda: (Tree(-1, [Tree(i, []) for i in range(MANY)]),),
        "",
    ),
    "set-membership": ("is_image", lambda: (".txt",), ""),
    "sorted-once": ("oldest", lambda: ([i * 7919 % 10_007 for i in range(MANY)],), ""),
    "str-join": ("table", _rows, ""),
}
"""By slug: the function of the example, its arguments, and what it needs."""


def seconds(source: str, name: str, setup: Setup) -> float:
    """Return how long one call takes, as the best of many within 50 ms."""
    namespace: dict[str, Any] = {}
    exec(compile(source, "example.py", "exec"), namespace)  # noqa: S102  # ours
    function, values = namespace[name], setup()
    best, end = float("inf"), time.perf_counter() + 0.05
    with contextlib.redirect_stdout(io.StringIO()):
        while time.perf_counter() < end:
            start = time.perf_counter()
            function(*values)
            best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    print(f"{platform.python_implementation()} {platform.python_version()}")
    print(f"{'codemod':20} {'before µs':>12} {'after µs':>12} {'ratio':>7}")
    for slug, (name, setup, needed) in EXAMPLES.items():
        if needed and importlib.util.find_spec(needed) is None:
            print(f"{slug:20} {needed} is not installed")
            continue
        before = f"{explain(type(CATALOGUE[slug])).before}\n"
        after = rewrite(CATALOGUE[slug], "example.py", before.encode()).source.decode()
        pairs = [
            (seconds(before, name, setup), seconds(after, name, setup))
            for _ in range(options.runs)
        ]
        one, other = (min(column) for column in zip(*pairs, strict=True))
        print(f"{slug:20} {one * 1e6:12.2f} {other * 1e6:12.2f} {one / other:6.2f}x")


if __name__ == "__main__":
    main()
