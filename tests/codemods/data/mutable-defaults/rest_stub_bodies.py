class Base:
    def one(self, rows=[]):
        pass

    def two(self, rows=[]):
        raise NotImplementedError("not here")

    def three(self, rows=[]):
        return NotImplemented

    def four(self, rows=[], *, by={}):
        raise ValueError(rows, by)

    four = staticmethod(four)
