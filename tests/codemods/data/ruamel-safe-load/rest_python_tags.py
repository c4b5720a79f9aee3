from ruamel.yaml import YAML

TEXT = "a: !!python/tuple [1, 2]"
a = YAML(typ="unsafe").load(TEXT)
