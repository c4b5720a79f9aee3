from flask import Flask
from quart import Quart

if quick:
    app = Quart(__name__)
else:
    app = Flask(__name__)
app.run(debug=True)


def make(name):
    if name:
        return Flask(name)
    return Quart(__name__)


make("shop").run(debug=True)
