import ast
import os
import re
import sys
from collections import (OrderedDict, deque)
from pathlib import Path



print(1)
