from itertools import *
from math import *

__all__ = ["sqrt", "main"]


def main():
    return chain()


if __name__ == "__main__":
    main()
# output
from itertools import chain
from math import sqrt

__all__ = ["sqrt", "main"]


def main():
    return chain()


if __name__ == "__main__":
    main()
