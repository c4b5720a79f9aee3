import flask
from flask import Flask, _app_ctx_stack
from flask.json import JSONEncoder

app = Flask(__name__)
print(flask.__version__, _app_ctx_stack.top)


class Encoder(JSONEncoder):
    pass


@app.before_first_request
def ready():
    pass
