import ast
import os
import re

# what is needed to read files
import sys
import json
from pathlib import Path
