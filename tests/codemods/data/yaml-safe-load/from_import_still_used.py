from yaml import Loader, load


class Other(Loader):
    pass


def read(stream):
    return load(stream, Loader=Other), load(stream, Loader)
# output
from yaml import Loader, load, safe_load


class Other(Loader):
    pass


def read(stream):
    return load(stream, Loader=Other), safe_load(stream)
