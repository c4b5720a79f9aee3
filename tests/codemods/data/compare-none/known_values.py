import os
import re
import shutil as sh


def f(text):
    found = re.match("a", text)
    if found == None:
        return os.environ.get("A") != None
    tool = None
    if text:
        tool = sh.which("git")
    assert tool != None, "no git"
# output
import os
import re
import shutil as sh


def f(text):
    found = re.match("a", text)
    if found is None:
        return os.environ.get("A") is not None
    tool = None
    if text:
        tool = sh.which("git")
    assert tool is not None, "no git"
