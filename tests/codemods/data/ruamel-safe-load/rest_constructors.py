from ruamel.yaml import YAML

yaml = YAML(typ="unsafe")
yaml.constructor.add_constructor("!range", make_range)
settings = yaml.load(stream)
