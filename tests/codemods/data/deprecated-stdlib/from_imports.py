from collections import Mapping, OrderedDict
from threading import currentThread, Lock
from xml.etree import cElementTree as ET


def f(value):
    with Lock():
        return isinstance(value, Mapping), currentThread(), ET.parse, OrderedDict()
# output
from collections import OrderedDict
from collections.abc import Mapping
from threading import current_thread, Lock
from xml.etree import ElementTree as ET


def f(value):
    with Lock():
        return isinstance(value, Mapping), current_thread(), ET.parse, OrderedDict()
