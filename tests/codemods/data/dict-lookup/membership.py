from collections import OrderedDict, defaultdict

TABLE = {"a": 1}


class Store:
    def __init__(self):
        self.rows = defaultdict(list)

    def has(self, key, name: str, extra: "dict[str, int]", **options):
        if key in TABLE.keys() or key not in (self.rows.keys()):
            return 1
        if name in list(extra.keys()) or name in list(options):
            return 2
        return key in OrderedDict(TABLE).keys()
# output
from collections import OrderedDict, defaultdict

TABLE = {"a": 1}


class Store:
    def __init__(self):
        self.rows = defaultdict(list)

    def has(self, key, name: str, extra: "dict[str, int]", **options):
        if key in TABLE or key not in (self.rows):
            return 1
        if name in extra or name in options:
            return 2
        return key in OrderedDict(TABLE)
