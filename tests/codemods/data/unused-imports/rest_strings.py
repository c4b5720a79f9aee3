import json
import os
from typing import List


def f(names):
    # type: (List[str]) -> str
    """Say it.

    >>> json.dumps(1)
    '1'
    """
    return str(names) + getattr(f, "os")
