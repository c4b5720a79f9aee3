import tempfile


class Report:
    path = tempfile.mktemp()

    def __init__(self, path=None):
        self.path = tempfile.mktemp()
        open(tempfile.mktemp(), "w").close()


def name():
    return tempfile.mktemp()


def again(given):
    path = tempfile.mktemp()
    if given:
        path = given
    open(path, "w").close()


def unused():
    path = tempfile.mktemp()


def returned():
    path = tempfile.mktemp()
    open(path, "w").close()
    return path
