import os
from elsewhere import archive, zipfile


def unpack(source, folder):
    for name in archive.namelist():
        open(os.path.join(folder, name), "wb").close()
    for name in zipfile.ZipFile(source).namelist():
        open(os.path.join(folder, name), "wb").close()
