import yaml


class Point(yaml.YAMLObject):
    yaml_tag = "!point"


shapes = yaml.load(stream, Loader=yaml.Loader)
