import os
import pathlib


class Store:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def save(self, data):
        self.folder.chmod(0o777)
        os.chmod(f"{self.folder}/x", 0o666)
# output
import os
import pathlib


class Store:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def save(self, data):
        self.folder.chmod(0o775)
        os.chmod(f"{self.folder}/x", 0o664)
