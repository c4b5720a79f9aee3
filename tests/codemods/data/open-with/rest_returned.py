def f(path):
    file = open(path)
    file.seek(3)
    return file


def g(path):
    file = open(path)
    yield file


def h(self, path):
    self.file = open(path)
    file = open(path)
    self.other = file


def i(path):
    file = open(path)
    return {"file": file, "lines": (line for line in file)}
