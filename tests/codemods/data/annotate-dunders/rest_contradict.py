class A:
    def __init__(self):
        return self.setup()

    def __str__(self):
        return b"x"

    def __len__(self):
        return "x"

    def __bool__(self):
        return 1

    def __hash__(self):
        return None

    def __repr__(self):
        return NotImplemented

    def __del__(self):
        yield 1
