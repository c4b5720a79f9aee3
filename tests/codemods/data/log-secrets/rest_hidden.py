import logging

log = logging.getLogger(__name__)
log.debug("%s", len(password))
log.debug("%s...", token[:4])
log.debug("%s", mask(api_key))
log.debug("set: %s", password is not None)
log.debug("%s", "***" if password else "none")
log.debug("%s", hashlib.sha256(secret.encode()).hexdigest())
log.debug("%s", not token)
