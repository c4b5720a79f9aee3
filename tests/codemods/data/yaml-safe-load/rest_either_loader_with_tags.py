import yaml

try:
    from yaml import CLoader as Loader
except ImportError:
    from yaml import Loader

KINDS = ("!!python/tuple",)


def read(stream):
    return yaml.load(stream, Loader=Loader)
