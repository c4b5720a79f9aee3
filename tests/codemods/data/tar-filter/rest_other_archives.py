# minimum Python: 3.12
import shutil
import zipfile
from elsewhere import archive, rarfile, tarfile

zipfile.ZipFile("a.zip").extractall("build")
archive.extractall("build")
rarfile.RarFile("a.rar").extractall("build")
tarfile.open("a.tar").extractall("build")
shutil.unpack_archive("a.zip", "build")
shutil.unpack_archive(archive, "build", "zip")
shutil.unpack_archive(archive, "build")
