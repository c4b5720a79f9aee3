import ast
from collections import deque
import json
import os
from pathlib import Path
import sys
