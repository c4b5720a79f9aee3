from typing import (
    Any,
    Dict,
    List,
)


def f(x: Any) -> Any:
    return str(x)
# output
from typing import (
    Any,
)


def f(x: Any) -> Any:
    return str(x)
