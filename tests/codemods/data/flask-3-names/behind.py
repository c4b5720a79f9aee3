import flask

app = flask.Flask(__name__)
title = flask.Markup("x") + flask.escape("y")
# output
import flask
from markupsafe import Markup, escape

app = flask.Flask(__name__)
title = Markup("x") + escape("y")
