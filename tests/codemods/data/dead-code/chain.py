"""A script."""

import json
import sys


def _inner(path):
    return json.loads(path)


class _Reader:
    size = 3

    def read(self, path):
        return _inner(path)


async def _again(n):
    return await _again(n - 1)


def main():
    print(sys.argv)


if __name__ == "__main__":
    main()
# output
"""A script."""

import sys


def main():
    print(sys.argv)


if __name__ == "__main__":
    main()
