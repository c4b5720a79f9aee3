from enum import EnumMeta


class Meta(type):
    def __init__(cls, name, bases, space):
        cls.x = name


class Other(EnumMeta):
    def __len__(cls):
        return 1
