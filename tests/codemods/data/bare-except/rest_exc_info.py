import sys


def worker(queue, work):
    try:
        work()
    except:
        queue.put(sys.exc_info())
