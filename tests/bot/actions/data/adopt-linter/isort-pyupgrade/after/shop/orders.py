from typing import Optional


def first(items: list) -> Optional[int]:
    return items[0]
