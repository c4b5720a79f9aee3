import time


def loop(server):
    try:
        while True:
            time.sleep(1)
    except:
        pass
    try:
        server.serve_forever()
    except:
        server.close()
