import yaml

try:
    LOADER = yaml.CSafeLoader
except AttributeError:
    LOADER = yaml.SafeLoader
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LOOP = POOL
POOL = LOOP

a = yaml.load(stream, Loader=LOADER)
b = yaml.load(stream, Loader=FAST)
c = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
d = yaml.load(stream, Loader=LOOP)
