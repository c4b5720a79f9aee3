import logging
from logging import warn as complain

complain("a")
print(f"{complain!r}")
# output
import logging

logging.warning("a")
print(f"{logging.warning!r}")
