from amaranth import Signal


def build():
    dataReady = Signal()
    return dataReady
