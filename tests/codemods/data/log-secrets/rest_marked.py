import logging

logging.warning("the first password is %s", password)  # noqa
