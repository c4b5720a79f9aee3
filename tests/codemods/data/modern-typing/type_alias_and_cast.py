# minimum Python: 3.10
from typing import Dict, List, cast

Table = Dict[str, List[int]]


def table(value: object) -> Table:
    return cast(Dict[str, List[int]], value)
# output
# minimum Python: 3.10
from typing import cast

Table = dict[str, list[int]]


def table(value: object) -> Table:
    return cast(dict[str, list[int]], value)
