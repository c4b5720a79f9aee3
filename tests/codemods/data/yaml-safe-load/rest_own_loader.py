import yaml


class IncludeLoader(yaml.SafeLoader):
    pass


class ObjectLoader(yaml.Loader):
    pass


a = yaml.load(stream, Loader=IncludeLoader)
b = yaml.load(stream, Loader=ObjectLoader)
c = yaml.load(stream, loader_from_elsewhere)
d = yaml.load(stream, Loader=make_loader())
