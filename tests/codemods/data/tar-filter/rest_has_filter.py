# minimum Python: 3.12
import tarfile


def unpack(name, options):
    with tarfile.open(name) as archive:
        archive.extractall("build", filter="tar")
        archive.extractall("build", filter=options.filter)
        archive.extractall("build", **options.more)
        archive.extractall(*options.all)
        archive.extract("README")
        archive.extractfile("README")
