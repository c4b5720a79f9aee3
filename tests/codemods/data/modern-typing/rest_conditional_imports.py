# minimum Python: 3.10
import sys

try:
    from typing import Callable
except ImportError:
    Callable = None

if sys.version_info >= (3, 8):
    from typing import Iterator
else:
    from typing_extensions import Iterator

from typing_extensions import Literal, TypedDict

x: Callable[[], Iterator[Literal[1]]]
y: TypedDict
