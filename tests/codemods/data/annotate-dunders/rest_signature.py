import typing


class A:
    def __init__(self, x):
        self.x = typing.get_type_hints(x)
