import tempfile

path = tempfile.mktemp()  # nobody else knows it
open(path, "w").close()
