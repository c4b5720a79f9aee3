"""Configuration, read from YAML."""

import yaml


def read_config(path):
    with open(path) as stream:
        return yaml.load(stream, Loader=yaml.Loader)
