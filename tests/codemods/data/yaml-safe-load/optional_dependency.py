try:
    import yaml
except ImportError:
    yaml = None


def read(stream):
    if yaml is None:
        raise RuntimeError("PyYAML is missing")
    return yaml.load(stream, Loader=yaml.FullLoader)
# output
try:
    import yaml
except ImportError:
    yaml = None


def read(stream):
    if yaml is None:
        raise RuntimeError("PyYAML is missing")
    return yaml.safe_load(stream)
