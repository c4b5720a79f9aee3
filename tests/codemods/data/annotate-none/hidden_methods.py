from contextlib import suppress
from functools import wraps


class _Cart:
    def add(self, item):
        self.items.append(item)

    @staticmethod
    def log(item):
        print(item)

    @property
    def size(self):
        return self._size

    @size.setter
    def size(self, value):
        self._size = value


class Public:
    def _hidden(self):
        with suppress(KeyError):
            raise KeyError


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print(args)
        function(*args, **kwargs)

    return wrapper
# output
from contextlib import suppress
from functools import wraps


class _Cart:
    def add(self, item) -> None:
        self.items.append(item)

    @staticmethod
    def log(item) -> None:
        print(item)

    @property
    def size(self):
        return self._size

    @size.setter
    def size(self, value) -> None:
        self._size = value


class Public:
    def _hidden(self) -> None:
        with suppress(KeyError):
            raise KeyError


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs) -> None:
        print(args)
        function(*args, **kwargs)

    return wrapper
