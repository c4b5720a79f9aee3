from dataclasses import dataclass


@dataclass
@changed
class Cart:
    lines: list = []
