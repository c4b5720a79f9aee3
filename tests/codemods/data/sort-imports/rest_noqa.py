import ast  # isort: skip_file
import os
import re
import sys
import json
