import app
from collections import namedtuple
from lib import _thatThing


@app.task
def _runIt():
    return 1


def _keepIt():  # noqa: N802
    return 1


_aPoint = namedtuple("_aPoint", "x y")
_otherPoint = namedtuple("P", "x y")
print(_thatThing)

if __name__ == "__main__":
    print(1)
