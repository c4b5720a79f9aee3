import ast
import os
import re
import sys
from simplejson import dumps
from json import dumps
from pathlib import Path
