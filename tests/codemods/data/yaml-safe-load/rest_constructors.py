import yaml


def point(loader, node):
    return tuple(loader.construct_sequence(node))


yaml.add_constructor("!point", point)
shapes = yaml.load(stream, Loader=yaml.FullLoader)
