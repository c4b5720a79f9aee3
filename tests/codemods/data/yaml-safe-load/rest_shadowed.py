import yaml


def read(yaml, stream):
    return yaml.load(stream, Loader=yaml.Loader)


def other(stream):
    for yaml in readers():
        yield yaml.load(stream)
