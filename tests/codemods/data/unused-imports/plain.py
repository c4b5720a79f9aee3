"""A module."""

import json
import os
import sys as system
from collections import OrderedDict, deque

import numpy as np


def load(text: str) -> deque:
    return deque(json.loads(text))
# output
"""A module."""

import json
from collections import deque


def load(text: str) -> deque:
    return deque(json.loads(text))
