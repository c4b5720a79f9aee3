class Cart:
    def __len__(self):
        if self.items:
            return len(self.items)

    def __repr__(self):
        pass
