import uvicorn
from aiohttp import web
from flask import Flask

HOST = "0.0.0.0"
app = Flask(__name__)


def main(other):
    app.run(host="0.0.0.0", port=8000)
    app.run("0.0.0.0")
    uvicorn.run("shop:app", host=HOST)
    web.run_app(other, host="0.0.0.0")
# reported
# 10: `0.0.0.0` listens on every network
# 11: `0.0.0.0` listens on every network
# 12: `0.0.0.0` listens on every network
# 13: `0.0.0.0` listens on every network
