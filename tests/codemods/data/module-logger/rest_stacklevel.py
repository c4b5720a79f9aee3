import logging


def say(text):
    logging.info(text, stacklevel=2)
