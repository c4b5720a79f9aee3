"""Starts children that do nothing, as many as it may, and counts them."""

import os
import signal

children = []
try:
    while len(children) < 1000:
        child = os.fork()
        if child == 0:
            signal.pause()
        children.append(child)
except OSError as error:
    print("refused", error.strerror)
print("COUNT", len(children))
