import os
import zipfile


def unpack(source, folder):
    with zipfile.ZipFile(source) as archive:
        archive.extractall(folder)
        for name in archive.namelist():
            archive.extract(name, folder)
            print(os.path.join(folder, name))
