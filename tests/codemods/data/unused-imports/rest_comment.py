import json  # the tests patch it here
import os  # noqa: F401
import re as re


def f():
    return str(1)
