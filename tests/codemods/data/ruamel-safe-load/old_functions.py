import ruamel.yaml
from ruamel import yaml
from ruamel.yaml import UnsafeLoader, load_all

a = ruamel.yaml.load(stream)
b = yaml.load(stream, Loader=yaml.Loader)
c = yaml.load(
    stream,
    ruamel.yaml.UnsafeLoader,  # old
)
d = load_all(stream, UnsafeLoader)
# output
import ruamel.yaml
from ruamel import yaml
from ruamel.yaml import load_all

a = ruamel.yaml.safe_load(stream)
b = yaml.load(stream, Loader=yaml.SafeLoader)
c = yaml.load(
    stream,
    ruamel.yaml.SafeLoader,  # old
)
d = load_all(stream, yaml.SafeLoader)
