import sys

try:
    from collections.abc import Mapping
except ImportError:
    from collections import Mapping

if sys.version_info < (3,):
    from collections import Sequence
else:
    from collections.abc import Sequence

try:
    from distutils.core import setup
except ImportError:
    from setuptools import setup


def f(value):
    return isinstance(value, (Mapping, Sequence)), setup
