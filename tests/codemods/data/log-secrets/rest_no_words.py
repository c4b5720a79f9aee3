import logging

logging.info("%s", _)
logging.info("%s", _1)
logging.info("%s", use_token)
logging.info("%s", "a" if x else 3)
logging.info("%s", find(password))
