import yaml

a = yaml.load(stream, Loader=yaml.Loader)  # noqa: S506
b = yaml.load(stream, Loader=yaml.Loader)  # nosec
c = yaml.load(stream, Loader=yaml.Loader)  # nosec B506
d = yaml.load(stream, Loader=yaml.Loader)  # noqa
