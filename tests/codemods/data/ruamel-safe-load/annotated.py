from ruamel.yaml import YAML

yaml: YAML = YAML(typ="unsafe")
settings = yaml.load(stream)
# output
from ruamel.yaml import YAML

yaml: YAML = YAML(typ="safe")
settings = yaml.load(stream)
