from .tools import logger


class Server:
    def start(self, private_key):
        self.log.info("starting with %s", private_key)
        logger.debug("jwt: %s", jwt)
# reported
# 6: `private_key` would be written to the log
# 7: `jwt` would be written to the log
