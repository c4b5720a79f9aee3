from ruamel.yaml import load

a = load(stream)
# output
from ruamel.yaml import safe_load

a = safe_load(stream)
