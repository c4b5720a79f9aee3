import json
import yaml


def f(name: str):
    return globals()[name]
