import yaml

a = yaml.load(stream)
b = yaml.load(stream, Loader=None)
c = yaml.load(stream, yaml.Loader)
d = yaml.load(stream, Loader=yaml.FullLoader)
e = yaml.load(Loader=yaml.UnsafeLoader, stream=stream)
f = yaml.load(stream=stream, Loader=yaml.loader.Loader)
for g in yaml.load_all(stream, Loader=yaml.Loader):
    print(g)
h = yaml.load(yaml.load(a, yaml.Loader)["inner"], yaml.Loader)["outer"]
# output
import yaml

a = yaml.safe_load(stream)
b = yaml.safe_load(stream)
c = yaml.safe_load(stream)
d = yaml.safe_load(stream)
e = yaml.safe_load(stream=stream)
f = yaml.safe_load(stream=stream)
for g in yaml.safe_load_all(stream):
    print(g)
h = yaml.safe_load(yaml.safe_load(a)["inner"])["outer"]
