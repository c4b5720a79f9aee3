import importlib


def load(name):
    try:
        return importlib.import_module(name)
    except:
        return None
