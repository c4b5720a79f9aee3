import pickle


def copy(item):
    return pickle.loads(pickle.dumps(item))


def fixed():
    return pickle.loads(b"N.")
