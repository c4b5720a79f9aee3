import yaml

try:
    from yaml import CLoader as Loader
except ImportError:
    from yaml import Loader


class IncludeLoader(Loader):
    pass


def read(stream):
    return yaml.load(stream, Loader=Loader)
