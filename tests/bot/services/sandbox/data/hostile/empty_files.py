"""Uses up the names, not the bytes; the argument is the folder."""

import itertools
import sys

for number in itertools.count():
    open(f"{sys.argv[1]}/{number}", "wb").close()
