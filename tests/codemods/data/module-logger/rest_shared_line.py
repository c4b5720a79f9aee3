import logging; LIMIT = 3


def load(path):
    logging.info("a")
