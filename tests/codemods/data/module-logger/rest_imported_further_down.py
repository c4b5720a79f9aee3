import os

LIMIT = os.sep
import logging


def load(path):
    logging.info("a")
