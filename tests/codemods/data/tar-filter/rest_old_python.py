import tarfile

with tarfile.open("release.tar.gz") as archive:
    archive.extractall("build")
