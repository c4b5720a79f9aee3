import os
import tarfile


class Release:
    def __init__(self, source):
        self.archive = tarfile.open(source)

    def unpack(self, folder):
        for name in self.archive.getnames():
            if not name:
                continue
            os.makedirs(os.path.join(folder, name))
# reported
# 13: a member named `../x` would be written outside
