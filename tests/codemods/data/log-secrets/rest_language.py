import logging

log = logging.getLogger(__name__)


class Lexer:
    def next(self, token):
        log.debug("token %s", token)
        log.debug("token %s", self.current_token)
