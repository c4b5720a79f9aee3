import os


def read(ast):
    return eval(os.environ.get("HOSTS", "[]")), ast
