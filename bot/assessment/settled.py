"""Imported last by the server that starts the processes of a pool.

What is loaded by then stays for good. Set aside, the collector of garbage does
not write to it in any process, so that all go on sharing its memory.
"""

import gc

gc.collect()
gc.freeze()
