import os as o
from os import environ, getenv

hosts = eval(o.environ.get("HOSTS", "[]"))
debug = eval(getenv("DEBUG", default="False"))
limit = eval(
    environ.get("LIMIT", "None"),  # none by default
)


def read():
    text = o.getenv("SIZES", "(1, 2)")
    try:
        return eval(text)
    except Exception:
        return ()
# output
import ast
import os as o
from os import environ, getenv

hosts = ast.literal_eval(o.environ.get("HOSTS", "[]"))
debug = ast.literal_eval(getenv("DEBUG", default="False"))
limit = ast.literal_eval(
    environ.get("LIMIT", "None"),  # none by default
)


def read():
    text = o.getenv("SIZES", "(1, 2)")
    try:
        return ast.literal_eval(text)
    except Exception:
        return ()
