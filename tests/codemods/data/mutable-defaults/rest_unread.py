def read(path, options=[]):
    return open(path).read()
