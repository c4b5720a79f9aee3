import requests
from flask import request

session = requests.Session()


def read():
    session.get(request.form["url"])
    session.get(url=f"http://{request.form['host']}/")
# reported
# 8: who sends the request chooses the address: `request.form['url']` (line 8)
# 9: who sends the request chooses the address: `request.form['host']` (line 9)
