import ruamel.yaml

TEXT = "a: !!python/tuple [1, 2]"
a = ruamel.yaml.load(TEXT)
