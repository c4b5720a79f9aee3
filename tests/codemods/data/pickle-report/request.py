import base64
import pickle

from flask import request


def basket():
    return pickle.loads(base64.b64decode(request.cookies["basket"]))
# reported
# 8: a pickle can run any code; it comes from a request
