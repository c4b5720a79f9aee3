import logging
from shop import *


def load(path):
    logging.info("a")
