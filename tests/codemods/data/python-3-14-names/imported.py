# minimum Python: 3.11
from importlib.abc import Loader, Traversable, TraversableResources


class Resources(TraversableResources):
    def files(self) -> Traversable: ...
# output
# minimum Python: 3.11
from importlib.abc import Loader
from importlib.resources.abc import Traversable, TraversableResources


class Resources(TraversableResources):
    def files(self) -> Traversable: ...
