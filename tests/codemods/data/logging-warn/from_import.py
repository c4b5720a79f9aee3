from logging import getLogger, warn

warn("%d left", 3)
# output
from logging import getLogger, warning

warning("%d left", 3)
