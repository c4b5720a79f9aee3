class Basket:
    def __init__(self, owner, lines=list(), *, tags=set()):
        self.owner = owner
        self.lines = lines
        self.tags = tags

    @staticmethod
    def total(prices=[1, 2]):
        return sum(prices)

    @classmethod
    async def load(cls, path, options=dict()):
        """Load a basket.

        Options go to the reader.
        """

        # The reader wants plain values.
        return await cls.read(path, **options)
# output
class Basket:
    def __init__(self, owner, lines=None, *, tags=None):
        if lines is None:
            lines = list()
        if tags is None:
            tags = set()
        self.owner = owner
        self.lines = lines
        self.tags = tags

    @staticmethod
    def total(prices=None):
        if prices is None:
            prices = [1, 2]
        return sum(prices)

    @classmethod
    async def load(cls, path, options=None):
        """Load a basket.

        Options go to the reader.
        """

        if options is None:
            options = dict()

        # The reader wants plain values.
        return await cls.read(path, **options)
