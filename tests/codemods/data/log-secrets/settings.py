import logging
import os

logger = logging.getLogger(__name__)
logger.info("using %s", config["db_password"])
logger.info("using %s", config.get("SECRET_KEY", ""))
logger.info("key %s and %s", os.environ["AWS_SECRET_ACCESS_KEY"], os.getenv("apiKey"))
logger.info("login", extra={"user": user, "pw": user.password})
logger.info("found %s", str(password) if verbose else "***")
# reported
# 5: `db_password` would be written to the log
# 6: `SECRET_KEY` would be written to the log
# 7: `AWS_SECRET_ACCESS_KEY`, `apiKey` would be written to the log
# 8: `password` would be written to the log
# 9: `password` would be written to the log
