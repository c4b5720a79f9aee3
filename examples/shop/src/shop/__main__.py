"""Print the total of an order file."""

import sys

from shop.config import read_config
from shop.orders import total


def main() -> int:
    config = read_config(sys.argv[1])
    print(f"{total(config['lines']):.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
