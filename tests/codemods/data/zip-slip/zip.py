import os
import shutil
import zipfile as z
from pathlib import Path


def unpack(source, folder):
    archive = z.ZipFile(source)
    for info in archive.infolist():
        path = os.path.join(folder, info.filename)
        if info.is_dir():
            os.makedirs(path)
            continue
        with archive.open(info) as member, open(path, "wb") as target:
            shutil.copyfileobj(member, target)


def unpack_paths(source, folder: Path):
    with z.ZipFile(source) as archive:
        for name in archive.namelist():
            (folder / name).write_bytes(archive.read(name))
            folder.joinpath(name).write_bytes(archive.read(name))
# reported
# 10: a member named `../x` would be written outside
# 21: a member named `../x` would be written outside
# 22: a member named `../x` would be written outside
