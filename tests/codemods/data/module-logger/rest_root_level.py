import logging

logging.root.setLevel("INFO")


def load(path):
    logging.info("a")
