import logging

log = logging.getLogger(__name__)


def count(secret: int, token: bool):
    log.debug("%d %s", secret, token)
