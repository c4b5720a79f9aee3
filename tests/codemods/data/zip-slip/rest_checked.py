import os
import zipfile


def unpack(source, folder):
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            path = os.path.realpath(os.path.join(folder, name))
            if os.path.commonpath([path, folder]) != folder:
                raise ValueError(name)
            with open(path, "wb") as target:
                target.write(archive.read(name))


def chosen(source, folder, wanted):
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            if name in wanted:
                with open(os.path.join(folder, name), "wb") as target:
                    target.write(archive.read(name))
