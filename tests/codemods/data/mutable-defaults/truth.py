def run(names=[]):
    if not names:
        return 0
    return len(names)
# output
def run(names=None):
    if names is None:
        names = []
    if not names:
        return 0
    return len(names)
