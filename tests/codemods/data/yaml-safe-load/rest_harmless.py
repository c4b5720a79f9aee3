import yaml

a = yaml.load(stream, Loader=yaml.SafeLoader)
b = yaml.load(stream, yaml.CSafeLoader)
c = yaml.load(stream, Loader=yaml.BaseLoader)
d = yaml.safe_load(stream)
