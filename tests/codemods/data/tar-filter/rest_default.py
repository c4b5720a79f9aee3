# minimum Python: 3.14
import tarfile

with tarfile.open("release.tar.gz") as archive:
    archive.extractall("build")
