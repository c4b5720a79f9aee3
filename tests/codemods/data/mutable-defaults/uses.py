from collections import defaultdict


class Shop:
    def keep(self, rows=[], by={}, kinds=set()):
        self.rows, self.first = rows, {"rows": rows}
        self.by: dict = by
        self.table["kinds"] = kinds

    def spread(self, options={}):
        self.all = {**self.base, **options}
        del options

    def truth(self, rows=[], names=[], more=[]):
        while rows:
            break
        found = [x for x in self.all if names and x not in names or not more]
        found += more
        return "a" if names else found

    def opened(self, rows=[], *, marks=[]):
        for row in rows:
            yield row
        yield from sorted(marks)

    def names(self, parts=[]):
        return self.sep.join(parts)

    def passed(self, rows=[], groups=defaultdict(list)):
        self.made()()
        if not (self.other and groups):
            return 0
        return self.keep(rows=rows)
# output
from collections import defaultdict


class Shop:
    def keep(self, rows=None, by=None, kinds=None):
        if rows is None:
            rows = []
        if by is None:
            by = {}
        if kinds is None:
            kinds = set()
        self.rows, self.first = rows, {"rows": rows}
        self.by: dict = by
        self.table["kinds"] = kinds

    def spread(self, options=None):
        if options is None:
            options = {}
        self.all = {**self.base, **options}
        del options

    def truth(self, rows=None, names=None, more=None):
        if rows is None:
            rows = []
        if names is None:
            names = []
        if more is None:
            more = []
        while rows:
            break
        found = [x for x in self.all if names and x not in names or not more]
        found += more
        return "a" if names else found

    def opened(self, rows=None, *, marks=None):
        if rows is None:
            rows = []
        if marks is None:
            marks = []
        for row in rows:
            yield row
        yield from sorted(marks)

    def names(self, parts=None):
        if parts is None:
            parts = []
        return self.sep.join(parts)

    def passed(self, rows=None, groups=None):
        if rows is None:
            rows = []
        if groups is None:
            groups = defaultdict(list)
        self.made()()
        if not (self.other and groups):
            return 0
        return self.keep(rows=rows)
