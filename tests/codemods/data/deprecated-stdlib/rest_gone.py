import distutils.util
import imp
import time
from inspect import getargspec

start = time.clock()
module = imp.load_source("a", "a.py")
flag = distutils.util.strtobool("yes")
print(getargspec(print))
