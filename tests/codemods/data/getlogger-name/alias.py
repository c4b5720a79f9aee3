import logging as log
import structlog

logger: log.Logger = log.getLogger(__file__)
other = structlog.getLogger(__file__)
# output
import logging as log
import structlog

logger: log.Logger = log.getLogger(__name__)
other = structlog.getLogger(__file__)
