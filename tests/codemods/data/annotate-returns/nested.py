def outer(rows):
    def key(row):
        return str(row)

    class Local:
        @property
        def label(self):
            return "local"

        @classmethod
        def size(cls):
            return 3

    return sorted(rows, key=key), Local
# output
def outer(rows):
    def key(row) -> str:
        return str(row)

    class Local:
        @property
        def label(self) -> str:
            return "local"

        @classmethod
        def size(cls) -> int:
            return 3

    return sorted(rows, key=key), Local
