# minimum Python: 3.10
import typing as t
from datetime import datetime
from typing import Optional, Union

import numpy as np


def f(
    a: Optional[int],
    b: Union[int, str, None] = None,
    c: t.Optional[t.List[int]] = None,
    d: Optional[datetime] = None,
    e: Optional[np.ndarray] = None,
) -> Optional["int"]: ...
# output
# minimum Python: 3.10
from datetime import datetime
from typing import Optional

import numpy as np


def f(
    a: int | None,
    b: int | str | None = None,
    c: list[int] | None = None,
    d: datetime | None = None,
    e: np.ndarray | None = None,
) -> Optional["int"]: ...
