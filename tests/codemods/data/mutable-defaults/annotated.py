from typing import Dict, List, Optional


def paths(names: List[str] = [], by: Dict[str, str] = {}, deep: bool = False) -> Optional[str]:
    return walk(names, by, deep)


def quoted(rows: "List[Row]" = []):
    yield from rows


def already(rows: Optional[List[int]] = []):
    return len(rows)
# output
from typing import Dict, List, Optional


def paths(names: Optional[List[str]] = None, by: Optional[Dict[str, str]] = None, deep: bool = False) -> Optional[str]:
    if names is None:
        names = []
    if by is None:
        by = {}
    return walk(names, by, deep)


def quoted(rows: Optional["List[Row]"] = None):
    if rows is None:
        rows = []
    yield from rows


def already(rows: Optional[List[int]] = None):
    if rows is None:
        rows = []
    return len(rows)
