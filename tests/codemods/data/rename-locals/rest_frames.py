import sys


def caller():
    return sys._getframe(1).f_locals["rowCount"]


def a():
    rowCount = 1
    return caller(), rowCount
