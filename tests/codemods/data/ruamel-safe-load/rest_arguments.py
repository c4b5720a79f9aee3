import ruamel.yaml
from ruamel.yaml import YAML

a = ruamel.yaml.load(stream, *more)
b = ruamel.yaml.load(stream, preserve_quotes=True)
c = YAML(typ="un" "safe").load(stream)
d = ruamel.yaml.load()
