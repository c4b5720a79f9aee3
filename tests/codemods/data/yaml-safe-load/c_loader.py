import yaml
from yaml import CLoader

a = yaml.load(stream, Loader=yaml.CLoader)
b = yaml.load(stream, CLoader)  # quick
# output
import yaml

a = yaml.load(stream, Loader=yaml.CSafeLoader)
b = yaml.load(stream, yaml.CSafeLoader)  # quick
