def read(stream):
    from yaml import load, FullLoader

    return load(stream, FullLoader)
# output
def read(stream):
    from yaml import safe_load

    return safe_load(stream)
