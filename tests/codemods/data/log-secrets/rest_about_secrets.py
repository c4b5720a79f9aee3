import logging

log = logging.getLogger(__name__)
log.debug("%s", password_file)
log.debug("%s", token_count)
log.debug("%s", secret_name)
log.debug("%s", has_password)
log.debug("%s", next_token)
log.debug("%s", page_token)
log.debug("%s", max_token)
log.debug("%s", key)
log.debug("%s", request.token.id)
log.debug("the password is wrong")
