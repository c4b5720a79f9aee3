"""A module."""

import os
import re
import sys
import json
from collections import deque
from pathlib import Path

print(os, re, sys, json, deque, Path)
# output
"""A module."""

import json
import os
import re
import sys
from collections import deque
from pathlib import Path

print(os, re, sys, json, deque, Path)
