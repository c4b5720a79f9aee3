import fastapi


class Service:
    def __init__(self, a: int):
        self.a = a
# output
import fastapi


class Service:
    def __init__(self, a: int) -> None:
        self.a = a
