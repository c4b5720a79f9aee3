import os
import zipfile


def unpack(source, folder):
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            with open(os.path.join(folder, os.path.basename(name)), "wb") as target:
                target.write(archive.read(name))
