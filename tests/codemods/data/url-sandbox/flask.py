import requests
from flask import Flask, request

app = Flask(__name__)


@app.route("/preview")
def preview():
    target = request.args.get("url")
    address = target.strip()
    return requests.get(address, timeout=3).text


@app.post("/fetch/<path:address>")
def fetch(address):
    return requests.request("GET", "https://" + address)
# reported
# 11: who sends the request chooses the address: `request.args.get('url')` (line 9) as `target` as `address`
# 16: who sends the request chooses the address: `address` (line 16)
