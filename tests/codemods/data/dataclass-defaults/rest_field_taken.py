from dataclasses import dataclass


@dataclass
class Cart:
    field: int
    lines: list = []
