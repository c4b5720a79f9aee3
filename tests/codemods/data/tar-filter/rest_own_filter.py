# minimum Python: 3.12
import tarfile

archive = tarfile.open("release.tar.gz")
archive.extraction_filter = tarfile.data_filter
archive.extractall("build")
