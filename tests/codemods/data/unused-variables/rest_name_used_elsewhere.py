def load(path):
    error = None
    try:
        open(path)
    except OSError as error:
        pass
    return error


def inside(path):
    error = "none"

    def last():
        return error

    try:
        open(path)
    except OSError as error:
        pass
    return last()


def everywhere(path):
    global failure
    try:
        open(path)
    except OSError as failure:
        pass


def after(path):
    try:
        open(path)
    except OSError as error:
        pass
    del error
