import imp
import os
import pipes


def f(module):
    imp.reload(module)
    return pipes.quote(os.curdir)
# output
import importlib
import os
import shlex


def f(module):
    importlib.reload(module)
    return shlex.quote(os.curdir)
