class Child(dict):
    def all(self, keys):
        found = []
        for key in keys:
            found.append(super().get(key))
        return found

    async def load(self, keys):
        found = []
        for key in keys:
            found.append(await key)
        return found

    def ask(self, keys):
        found = []
        for key in keys:
            found.append((yield key))
        return found

    async def stream(self, keys):
        found = []
        async for key in keys:
            found.append(key)
        return found

    def late(self, keys):
        found = []
        for key in keys:
            found.append(lambda: key)
        return found
