from typing import Optional


def link(parent: "Node" = None, child: 'List["Node"]' = None) -> Optional[int]:
    return parent or child
# output
from typing import Optional


def link(parent: Optional["Node"] = None, child: Optional['List["Node"]'] = None) -> Optional[int]:
    return parent or child
