import flask
import requests

try:
    import werkzeug
except ImportError:
    werkzeug = None
