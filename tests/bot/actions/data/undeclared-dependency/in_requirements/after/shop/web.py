import flask
import requests
from werkzeug.exceptions import NotFound

print(flask, requests, NotFound)
