class Cart(Base):
    def __init__(self, items=()):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __bool__(self): return True

    def __repr__(self):
        return f"Cart({self.items})"

    def __hash__(self):
        return self.unknown()

    def __setitem__(self, key, value):
        self.items[key] = value

    def __del__(self):
        return None

    def __exit__(self, *error):
        self.close()

    async def __aexit__(self, kind, error, trace):
        await self.close()

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)

    def __int__(self):
        return True
# output
class Cart(Base):
    def __init__(self, items=()) -> None:
        self.items = items

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool: return True

    def __repr__(self) -> str:
        return f"Cart({self.items})"

    def __hash__(self) -> int:
        return self.unknown()

    def __setitem__(self, key, value) -> None:
        self.items[key] = value

    def __del__(self) -> None:
        return None

    def __exit__(self, *error) -> None:
        self.close()

    async def __aexit__(self, kind, error, trace) -> None:
        await self.close()

    def __init_subclass__(cls, **keywords) -> None:
        super().__init_subclass__(**keywords)

    def __int__(self) -> int:
        return True
