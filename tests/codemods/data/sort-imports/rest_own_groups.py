import os
import sys
from collections import deque
from typing import Any, Union, Optional  # for the hints

import json  # odd
