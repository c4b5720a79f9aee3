from logging import getLogger

_log = getLogger("shop")


def close(path):
    try:
        path.close()
    except Exception as _:
        pass
    else:
        path.clear()
# output
from logging import getLogger

_log = getLogger("shop")


def close(path):
    try:
        path.close()
    except Exception as _:
        _log.debug("Exception ignored", exc_info=True)
    else:
        path.clear()
