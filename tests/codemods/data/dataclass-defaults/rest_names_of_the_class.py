from dataclasses import dataclass


@dataclass
class Cart:
    size: int = 3
    lines: list = [size]
