import logging

logging.info("%s", [name, password])
logging.info("%s", (name, secret))
logging.info("%s", password or "none")
logging.info("%s", {"key": private_key})
# reported
# 3: `password` would be written to the log
# 4: `secret` would be written to the log
# 5: `password` would be written to the log
# 6: `private_key` would be written to the log
