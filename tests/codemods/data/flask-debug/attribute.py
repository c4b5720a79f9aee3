from flask import Flask


class Server:
    def __init__(self):
        self.app: Flask = Flask(__name__)

    def start(self):
        self.app.run(port=80, debug=True)
# output
from flask import Flask


class Server:
    def __init__(self):
        self.app: Flask = Flask(__name__)

    def start(self):
        self.app.run(port=80)
