import os
import stat


def share(path, mode, options):
    os.chmod(path, mode)
    os.chmod(path, 0o777 & ~mode)
    os.chmod(path, stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)
    os.chmod(*options)
    os.chmod(path, **options)
    os.chmod(path)
