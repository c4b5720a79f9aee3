import shop

httpPort = shop.port()


def listening():
    httpHost = httpPort.host()
    print(httpHost)
