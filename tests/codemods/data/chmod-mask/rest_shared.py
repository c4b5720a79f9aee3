import os

os.chmod("/run/app.sock", 0o666)
os.chmod("/tmp/shared", 0o777)
os.chmod("spool", 0o1777)


def serve(socket_path):
    os.chmod(socket_path, 0o777)
