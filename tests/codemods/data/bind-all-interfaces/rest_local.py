import os
import socket

import uvicorn


def listen(host, port):
    server = socket.socket()
    server.bind(("127.0.0.1", port))
    server.bind((host, port))
    server.bind(port)
    uvicorn.run("shop:app", host=os.environ.get("HOST", "0.0.0.0"))
    uvicorn.run("shop:app")
