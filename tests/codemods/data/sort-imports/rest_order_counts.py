import ast
import os
import re
import sys
from shop.colours import *
from os.path import join
from pathlib import Path

from gevent import monkey

import six
