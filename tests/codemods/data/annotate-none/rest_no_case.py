import abc
import sys


def has_value(a):
    if a:
        return 1


def generator(a):
    for x in a:
        yield x


def delegating(a):
    yield from a


def annotated(a) -> "None":
    a.show()


def stub():
    """Nothing yet."""


def later():
    ...


def not_yet():
    raise NotImplementedError


def fails(text):
    print(text)
    raise ValueError(text)


def leaves(text):
    print(text)
    sys.exit(1)


def serves(queue):
    while True:
        for item in queue:
            if item:
                break


class Base(abc.ABC):
    @abc.abstractmethod
    def run(self):
        print("base")

    def __init__(self):
        self.x = 1
