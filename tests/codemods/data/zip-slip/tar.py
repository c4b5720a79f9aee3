import os
import tarfile


def unpack(source, folder):
    with tarfile.open(source) as archive:
        for member in archive:
            with open(os.path.join(folder, "x", member.name), "wb") as target:
                target.write(archive.extractfile(member).read())
# reported
# 8: a member named `../x` would be written outside
