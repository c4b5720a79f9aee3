import logging

log = logging.getLogger(__name__)


class Client:
    def login(self, name, password):
        log.debug("login of %s with %s", name, password)
        logging.info(f"token is {self.auth_token!r}")
        log.warning("no answer with " + self.api_key)
        log.error("refused: {}".format(password))
# reported
# 8: `password` would be written to the log
# 9: `auth_token` would be written to the log
# 10: `api_key` would be written to the log
# 11: `password` would be written to the log
