def names(path):
    with open(path) as file:
        return file.read().splitlines()
# output
def names(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()
