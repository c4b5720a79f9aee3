def run(names=[]):
    if not names:
        return 0
    return len(names)


def sign(key, names=[]):
    names.append(key.signature)
    return key.made()(names)
# output
def run(names=None):
    if names is None:
        names = []
    if not names:
        return 0
    return len(names)


def sign(key, names=None):
    if names is None:
        names = []
    names.append(key.signature)
    return key.made()(names)
