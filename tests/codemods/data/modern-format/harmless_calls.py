import os


def show(cart, path):
    print("{}: {}".format(cart.owner, len(cart.items)))
    print("{} in {}".format(path, os.path.dirname(path)))
    print("{}/{}".format(cart.total(), path))
# output
import os


def show(cart, path):
    print(f"{cart.owner}: {len(cart.items)}")
    print(f"{path} in {os.path.dirname(path)}")
    print(f"{cart.total()}/{path}")
