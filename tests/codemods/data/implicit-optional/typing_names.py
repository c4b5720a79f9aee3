from typing import Callable, Dict, List, Union


def run(
    names: List[str] = None,  # all of them
    by: Dict[str, List[int]] = None,
    key: Callable[[int], str] = None,
    value: Union[int, str] = None,
):
    return names, by, key, value
# output
from typing import Callable, Dict, List, Optional, Union


def run(
    names: Optional[List[str]] = None,  # all of them
    by: Optional[Dict[str, List[int]]] = None,
    key: Optional[Callable[[int], str]] = None,
    value: Optional[Union[int, str]] = None,
):
    return names, by, key, value
