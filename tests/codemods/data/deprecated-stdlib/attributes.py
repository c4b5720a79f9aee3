import base64
import collections
import threading


def f(value):
    if isinstance(value, (collections.Mapping, collections.OrderedDict)):
        return base64.encodestring(b"a")  # with line breaks
    return threading.currentThread().name, threading.activeCount()
# output
import base64
import collections
import threading
from collections.abc import Mapping


def f(value):
    if isinstance(value, (Mapping, collections.OrderedDict)):
        return base64.encodebytes(b"a")  # with line breaks
    return threading.current_thread().name, threading.active_count()
