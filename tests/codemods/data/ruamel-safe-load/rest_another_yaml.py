import ruamel.other
from yaml import load
from tools import YAML

a = YAML(typ="unsafe").load(stream)
b = load(stream)
