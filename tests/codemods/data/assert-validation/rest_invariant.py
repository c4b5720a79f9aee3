class Cart:
    def total(self, rate):
        assert self.items
        total = sum(self.items)
        assert total * rate > 0
        return total
