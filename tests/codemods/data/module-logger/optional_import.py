import logging

try:
    import yaml
except ImportError:
    yaml = None
if yaml:
    from yaml import CLoader
if logging.__main__:
    logging.info("a")
# output
import logging

try:
    import yaml
except ImportError:
    yaml = None
if yaml:
    from yaml import CLoader

logger = logging.getLogger(__name__)

if logging.__main__:
    logger.info("a")
