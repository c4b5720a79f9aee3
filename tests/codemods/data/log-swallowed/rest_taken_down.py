import logging

logger = logging.getLogger(__name__)


class Cart:
    def __del__(self):
        try:
            self.close()
        except Exception:
            pass

    def __getattr__(self, name):
        try:
            return self[name]
        except Exception:
            pass


class Handler(logging.Handler):
    def emit(self, record):
        try:
            self.send(record)
        except Exception:
            pass


try:
    logger.setLevel("INFO")
except Exception:
    pass
