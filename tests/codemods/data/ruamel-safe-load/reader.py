from ruamel.yaml import YAML

yaml = YAML(typ="unsafe", pure=True)
settings = yaml.load(stream)
documents = list(yaml.load_all(stream))
# output
from ruamel.yaml import YAML

yaml = YAML(typ="safe", pure=True)
settings = yaml.load(stream)
documents = list(yaml.load_all(stream))
