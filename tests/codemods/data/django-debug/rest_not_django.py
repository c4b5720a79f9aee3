import logging

DEBUG = True
INSTALLED_APPS = ["cart"]
if DEBUG:
    logging.basicConfig(level=logging.DEBUG)
