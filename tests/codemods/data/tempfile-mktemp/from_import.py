from tempfile import mktemp

descriptor = 1
path = mktemp()
open(path, "ab").close()
# output
import os
from tempfile import mkstemp

descriptor = 1
handle, path = mkstemp()
os.close(handle)
open(path, "ab").close()
