# minimum Python: 3.11
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import ResourceReader as Reader
# output
# minimum Python: 3.11
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import ResourceReader as Reader
