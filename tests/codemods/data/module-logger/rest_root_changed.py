import logging


def set_up(handler):
    root = logging.getLogger()
    root.addHandler(handler)
    logging.info("logging is set up")
