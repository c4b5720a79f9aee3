# minimum Python: 3.12
import os
import tarfile


def inside(folder, name):
    path = os.path.realpath(os.path.join(folder, name))
    return os.path.commonpath([folder, path]) == folder


def wanted(archive):
    return [member for member in archive if member.isfile()]


def unpack(name, folder):
    with tarfile.open(name) as archive:
        archive.extractall(folder, members=wanted(archive))
        archive.extractall(folder, [archive.getmember("README")])


def checked(name, folder):
    with tarfile.open(name) as archive:
        for member in archive:
            if ".." in member.name:
                raise ValueError(member.name)
        archive.extractall(folder)
