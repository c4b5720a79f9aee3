from dataclasses import dataclass

ALL = 1


@dataclass
class Cart:
    lines: list = [ALL, [n for n in range(ALL)]]
# output
from dataclasses import dataclass, field

ALL = 1


@dataclass
class Cart:
    lines: list = field(default_factory=lambda: [ALL, [n for n in range(ALL)]])
