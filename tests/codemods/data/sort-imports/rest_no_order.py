from pathlib import Path
import sys
from collections import deque
import os
import json
import re
from typing import Any
