import typing as t


def run(names: t.List[str] = None):
    return names
# output
import typing as t


def run(names: t.Optional[t.List[str]] = None):
    return names
