from ruamel.yaml import YAML


def reader():
    return YAML(typ="unsafe")


yaml = YAML(typ="unsafe")
other.use(yaml)
