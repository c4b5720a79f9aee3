# minimum Python: 3.13
import tarfile


class Release:
    def __init__(self, name):
        self.archive = None
        self.archive = tarfile.open(name)

    def unpack(self, folder):
        self.archive.extractall(folder)
# output
# minimum Python: 3.13
import tarfile


class Release:
    def __init__(self, name):
        self.archive = None
        self.archive = tarfile.open(name)

    def unpack(self, folder):
        self.archive.extractall(folder, filter="data")
