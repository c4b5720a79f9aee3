import os


def open_to_all(name, folder):
    os.chmod(name, 0o666, dir_fd=folder, follow_symlinks=False)
# output
import os


def open_to_all(name, folder):
    os.chmod(name, 0o664, dir_fd=folder, follow_symlinks=False)
