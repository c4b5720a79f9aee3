import json
import pickle
import ruamel.yaml as yaml
from ruamel.yaml import load

a = yaml.load(stream, Loader=yaml.Loader)
b = load(stream)
c = json.load(stream)
d = pickle.load(stream)
