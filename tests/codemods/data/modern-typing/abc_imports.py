# minimum Python: 3.10
from typing import Any, Callable, Iterator

Handler = Callable[[Any], Iterator[int]]
# output
# minimum Python: 3.10
from collections.abc import Callable, Iterator
from typing import Any

Handler = Callable[[Any], Iterator[int]]
