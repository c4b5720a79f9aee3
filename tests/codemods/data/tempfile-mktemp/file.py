import os
import shutil
import tempfile as t


def save(text, source):
    # where it goes
    path = t.mktemp(suffix=".txt", dir="/var/tmp")
    try:
        with open(path, "w", encoding="utf-8") as target:
            target.write(text)
        print(f"wrote {path}")
        with open(path) as again:
            print(again.read(), os.path.getsize(path))
    finally:
        if os.path.exists(path):
            os.remove(path)
    copy = t.mktemp()
    shutil.copyfile(source, copy)
    os.unlink(copy)
# output
import os
import shutil
import tempfile as t


def save(text, source):
    # where it goes
    descriptor, path = t.mkstemp(suffix=".txt", dir="/var/tmp")
    os.close(descriptor)
    try:
        with open(path, "w", encoding="utf-8") as target:
            target.write(text)
        print(f"wrote {path}")
        with open(path) as again:
            print(again.read(), os.path.getsize(path))
    finally:
        if os.path.exists(path):
            os.remove(path)
    descriptor, copy = t.mkstemp()
    os.close(descriptor)
    shutil.copyfile(source, copy)
    os.unlink(copy)
