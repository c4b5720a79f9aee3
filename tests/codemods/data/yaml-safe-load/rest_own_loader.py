import yaml


class IncludeLoader(yaml.SafeLoader):
    pass


class ObjectLoader(yaml.Loader):
    pass


MADE = make_loader()
f = yaml.load(stream, Loader=MADE)
a = yaml.load(stream, Loader=IncludeLoader)
b = yaml.load(stream, Loader=ObjectLoader)
c = yaml.load(stream, loader_from_elsewhere)
d = yaml.load(stream, Loader=make_loader())
e = yaml.load(stream, Loader=yaml.RoundTripLoader)


def read(stream, loader):
    return yaml.load(stream, Loader=loader)
