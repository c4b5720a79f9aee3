import flask
import requests


def missing():
    from werkzeug.exceptions import NotFound

    raise NotFound
