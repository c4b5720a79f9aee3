from typing import Optional


def f(count: Optional[int], name: "str | None"):
    while None != count:
        count = None
    return (None==name, name!=None, (count) == (None))
# output
from typing import Optional


def f(count: Optional[int], name: "str | None"):
    while count is not None:
        count = None
    return (name is None, name is not None, (count) is (None))
