# minimum Python: 3.10
from typing import Dict, List

NAMES = {List: "array", Dict: "object", List[int]: "numbers"}


def is_list(hint: object) -> bool:
    return hint is List or hint == List[int]


def name(hint: object) -> str:
    return NAMES[Dict] if hint == Dict[str, int] else NAMES[List]
