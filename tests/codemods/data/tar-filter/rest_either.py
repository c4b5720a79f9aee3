# minimum Python: 3.12
import tarfile


def unpack(name, folder):
    with tarfile.open(name) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(folder, filter="data")
        else:
            archive.extractall(folder)
