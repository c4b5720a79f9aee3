import os


def close(path):
    try:
        os.remove(path)
    except Exception:
        pass
