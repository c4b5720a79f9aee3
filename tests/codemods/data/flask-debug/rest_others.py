import dash
import flask
from bottle import Bottle
from ours import create_app

app = dash.Dash(__name__)
app.run(debug=True)
Bottle().run(debug=True)
create_app().run(debug=True)


def start(app):
    app.run(debug=True)
