# minimum Python: 3.10
"""A module."""

import os
from dataclasses import dataclass
from functools import reduce
from typing import Any, Callable, Iterator

import numpy as np


@dataclass
class Shop:
    handler: Callable[[Any], Iterator[np.ndarray]] = reduce
# output
# minimum Python: 3.10
"""A module."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np


@dataclass
class Shop:
    handler: Callable[[Any], Iterator[np.ndarray]] = reduce
