def load(path):
    try:
        return open(path)
    except FileNotFoundError as error:
        return None
    except OSError as error:
        print(error)
        raise
# output
def load(path):
    try:
        return open(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        print(error)
        raise
