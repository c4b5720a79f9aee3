import os

import numexpr
from elsewhere import eval

hosts = eval(os.environ.get("HOSTS", "[]"))
other = numexpr.eval(os.environ.get("HOSTS", "[]"))
