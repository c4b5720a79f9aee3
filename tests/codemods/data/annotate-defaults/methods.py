class _Cart:
    def add(self, item, first=False):
        """Add it.

        Args:
            item: what
            first (bool): where
        """
        self.items.insert(0 if first else 1, item)

    @staticmethod
    def show(item, sign="-"):
        """:type sign: str"""
        print(sign, item)


_Cart.show("x", "y")
_Cart().add(1, True)
# output
class _Cart:
    def add(self, item, first: bool = False):
        """Add it.

        Args:
            item: what
            first (bool): where
        """
        self.items.insert(0 if first else 1, item)

    @staticmethod
    def show(item, sign: str = "-"):
        """:type sign: str"""
        print(sign, item)


_Cart.show("x", "y")
_Cart().add(1, True)
