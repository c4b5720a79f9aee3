import app
from functools import singledispatch


@app.route("/")
def index():
    return "x"


@singledispatch
def f(a):
    return "x"


@f.register
def _(a: int):
    return "y"
