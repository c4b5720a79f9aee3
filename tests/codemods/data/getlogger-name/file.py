import logging
from logging import getLogger as get

logger = logging.getLogger(__file__)  # by file


class Cart:
    log = get(name=__file__)
    child = logging.getLogger((__file__)).getChild("cart")
# output
import logging
from logging import getLogger as get

logger = logging.getLogger(__name__)  # by file


class Cart:
    log = get(name=__name__)
    child = logging.getLogger((__name__)).getChild("cart")
