import flask
import numpy
import requests
