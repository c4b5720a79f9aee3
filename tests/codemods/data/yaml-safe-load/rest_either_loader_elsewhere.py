import yaml

try:
    from yaml import CLoader as Loader
except ImportError:
    from yaml import Loader

try:
    from yaml import Loader as Unused
except ImportError:
    Unused = None


def read(stream):
    return yaml.load(stream, Loader=Loader)


def other(stream):
    return Reader(stream, Loader)
