from yaml import dump, load, Loader


def read(path):
    with open(path) as stream:
        return load(stream, Loader=Loader)


print(dump({}))
# output
from yaml import dump, safe_load


def read(path):
    with open(path) as stream:
        return safe_load(stream)


print(dump({}))
