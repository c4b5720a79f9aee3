# minimum Python: 3.12
import shutil
import tarfile
from contextlib import closing
from tarfile import TarFile, open as open_tar


def unpack(name, target, archive: tarfile.TarFile):
    with open_tar(name) as tar:
        tar.extractall(target)
        for member in tar:
            tar.extract(member, target, set_attrs=False)
    TarFile.open(name).extractall(path=target)
    archive.extractall()
    archive.extractall(target, members=archive.getmembers())
    archive.extractall(
        target,
        members=None,  # all of them
    )
    with closing(tarfile.open(name)) as other:
        other.extractall(target)
    shutil.unpack_archive("release.tar.gz", target)
    shutil.unpack_archive(name, target, "gztar")
# output
# minimum Python: 3.12
import shutil
import tarfile
from contextlib import closing
from tarfile import TarFile, open as open_tar


def unpack(name, target, archive: tarfile.TarFile):
    with open_tar(name) as tar:
        tar.extractall(target, filter="data")
        for member in tar:
            tar.extract(member, target, set_attrs=False, filter="data")
    TarFile.open(name).extractall(path=target, filter="data")
    archive.extractall(filter="data")
    archive.extractall(target, members=archive.getmembers(), filter="data")
    archive.extractall(
        target,
        members=None,  # all of them
        filter="data",
    )
    with closing(tarfile.open(name)) as other:
        other.extractall(target, filter="data")
    shutil.unpack_archive("release.tar.gz", target, filter="data")
    shutil.unpack_archive(name, target, "gztar", filter="data")
