import yaml

try:
    from yaml import CDumper as Dumper, CLoader as Loader
except ImportError:
    from yaml import Dumper, Loader


def read(stream):
    return yaml.load(stream, Loader=Loader)


def read_all(stream):
    return list(yaml.load_all(stream, Loader))


def write(data, stream):
    yaml.dump(data, stream, Dumper=Dumper)
# output
import yaml

try:
    from yaml import CDumper as Dumper, CSafeLoader as Loader
except ImportError:
    from yaml import Dumper, SafeLoader as Loader


def read(stream):
    return yaml.load(stream, Loader=Loader)


def read_all(stream):
    return list(yaml.load_all(stream, Loader))


def write(data, stream):
    yaml.dump(data, stream, Dumper=Dumper)
