from ruamel.yaml import YAML, RoundTripLoader, load

a = YAML()
b = YAML(typ="rt")
c = YAML(typ="base")
d = YAML(typ=kind)
e = load(stream, Loader=RoundTripLoader)
f = load(stream, Loader=OurLoader)
