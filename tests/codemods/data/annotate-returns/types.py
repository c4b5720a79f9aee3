import os.path


def is_free(port, taken):
    if port < 1024:
        return False
    return port not in taken


def name(self, n: int):
    if n > 3:
        return "many"
    elif n:
        return f"{n} of them"
    else:
        return ", ".join(str(i) for i in self)


def level(x):
    try:
        return len(x)
    except TypeError:
        return -1


def ratio():
    return 0.5


def raw(x):
    with open(x):
        return b"" if x is None else b"a"


def there(path):
    return os.path.exists(path) and not path.startswith("x")


async def closed(x):
    while True:
        if x:
            return isinstance(x, int) or callable(x)


def equal(a: str, n: int):
    return a == "x" or n == 3


def kind(x):
    match x:
        case 1:
            return "one"
        case _:
            return "%s" % x
# output
import os.path


def is_free(port, taken) -> bool:
    if port < 1024:
        return False
    return port not in taken


def name(self, n: int) -> str:
    if n > 3:
        return "many"
    elif n:
        return f"{n} of them"
    else:
        return ", ".join(str(i) for i in self)


def level(x) -> int:
    try:
        return len(x)
    except TypeError:
        return -1


def ratio() -> float:
    return 0.5


def raw(x) -> bytes:
    with open(x):
        return b"" if x is None else b"a"


def there(path) -> bool:
    return os.path.exists(path) and not path.startswith("x")


async def closed(x) -> bool:
    while True:
        if x:
            return isinstance(x, int) or callable(x)


def equal(a: str, n: int) -> bool:
    return a == "x" or n == 3


def kind(x) -> str:
    match x:
        case 1:
            return "one"
        case _:
            return "%s" % x
