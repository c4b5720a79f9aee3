from ruamel.yaml import YAML

a = YAML(typ="unsafe").load(stream)  # we wrote it
