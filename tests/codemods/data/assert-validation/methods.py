class Cart:
    def __init__(self, limit):
        assert limit > 0
        self.limit = limit

    def add(self, count: int, *names, **more):
        assert count in {1, 2, 3}
        assert len(names) == count and more
        self.count = count
# reported
# 3: `python -O` drops this check of `limit`
# 7: `python -O` drops this check of `count`
# 8: `python -O` drops this check of `names`
