import os
import re
import sys
from collections import deque
from typing import Union, Any

print(os, re, sys, deque, Union, Any)
