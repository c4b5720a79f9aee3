# minimum Python: 3.10
from typing import List, Optional

x: Optional[int] = None  # noqa: UP045
y: List[int] = []  # noqa
