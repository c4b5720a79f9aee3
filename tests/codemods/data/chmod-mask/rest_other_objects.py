from elsewhere import Path, os, server


def share(path):
    os.chmod("run.sh", 0o777)
    server.chmod("run.sh", 0o777)
    path.chmod(0o777)
    Path("run.sh").chmod(0o777)
