# minimum Python: 3.10
from __future__ import annotations

from typing import Optional

try:
    import torch
except ImportError:
    torch = None


def f(x: Optional[torch.Tensor], y: "int") -> Optional[any]: ...
# output
# minimum Python: 3.10
from __future__ import annotations

try:
    import torch
except ImportError:
    torch = None


def f(x: torch.Tensor | None, y: int) -> any | None: ...
