import logging
import logging as lg
from logging import getLogger, info

LOG = getLogger()
child = LOG.getChild("child")
adapter = logging.LoggerAdapter(LOG, {})
late = None


class Base:
    log = logging.getLogger("base")

    def __init__(self):
        self._logger = logging.getLogger("own")

    def run(self, x):
        self._logger.info(f"a {x}")
        self.log.info(f"b {x}")

    @classmethod
    def make(cls, x):
        cls.log.info(f"c {x}")


class Sub(Base):
    def run(self, x):
        self._logger.info(f"d {x}")


def setup(x):
    global late
    late = logging.getLogger("late")
    late.info(f"e {x}")
    logging.info(f"f {x}")
    lg.warning(f"g {x}")
    info(f"h {x}")
    child.info(f"i {x}")
    adapter.info(f"j {x}")
    logging.getLogger(__name__).info(f"k {x}")
    logging.root.info(f"l {x}")
    logging.log(logging.INFO, f"m {x}")
# output
import logging
import logging as lg
from logging import getLogger, info

LOG = getLogger()
child = LOG.getChild("child")
adapter = logging.LoggerAdapter(LOG, {})
late = None


class Base:
    log = logging.getLogger("base")

    def __init__(self):
        self._logger = logging.getLogger("own")

    def run(self, x):
        self._logger.info("a %s", x)
        self.log.info("b %s", x)

    @classmethod
    def make(cls, x):
        cls.log.info("c %s", x)


class Sub(Base):
    def run(self, x):
        self._logger.info("d %s", x)


def setup(x):
    global late
    late = logging.getLogger("late")
    late.info("e %s", x)
    logging.info("f %s", x)
    lg.warning("g %s", x)
    info("h %s", x)
    child.info("i %s", x)
    adapter.info("j %s", x)
    logging.getLogger(__name__).info("k %s", x)
    logging.root.info("l %s", x)
    logging.log(logging.INFO, "m %s", x)
