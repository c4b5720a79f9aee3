import yaml

assert yaml.load("!!python/tuple [1, 2]", Loader=yaml.Loader) == (1, 2)
