import logging


def set_up(verbose):
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO)
    logging.info("logging is set up")
