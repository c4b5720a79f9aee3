from ruamel.yaml import YAML

yaml = YAML(typ="unsafe")
yaml.dump(thing, stream)
YAML(typ="unsafe").dump(thing, stream)
