# minimum Python: 3.9
from __future__ import annotations

from typing import Dict, List, Optional


def f(x: Optional[List[int]]) -> Dict[str, int]: ...
