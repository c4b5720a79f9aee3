from typing import TYPE_CHECKING, Dict, List, Optional

if TYPE_CHECKING:
    from shop import Cart

found = []  # type: List[int]
first: int
by_name={}  # type: Dict[str, int]  # noqa: E225
cart = None  # type: Optional[Cart]
later = None  # type: Later
quoted = None  # type: "Later"
both = 1  # type: int | str


class Later:
    def __init__(self):
        self.carts = []  # type: List[Cart]
        self.size = (
            1
        )  # type: int
        local = self.later = None
        local = 3  #type:int
        self.size = local  # type: ignore
# output
from typing import TYPE_CHECKING, Dict, List, Optional

if TYPE_CHECKING:
    from shop import Cart

found: List[int] = []
first: int
by_name: Dict[str, int] = {}  # noqa: E225
cart: "Optional[Cart]" = None
later: "Later" = None
quoted: "Later" = None
both: "int | str" = 1


class Later:
    def __init__(self):
        self.carts: List[Cart] = []
        self.size: int = (
            1
        )
        local = self.later = None
        local: int = 3
        self.size = local  # type: ignore
