import logging

logger = logging.getLogger(__name__)


class Cart:
    def close(self):
        try:
            self.file.close()
        except:
            pass
        try:
            self.file.close()
        except ValueError:
            pass
        except (OSError, BaseException) as error:
            ...

    async def clear(self):
        for item in self:
            try: item()
            except Exception: pass
# output
import logging

logger = logging.getLogger(__name__)


class Cart:
    def close(self):
        try:
            self.file.close()
        except:
            logger.debug("Exception ignored", exc_info=True)
        try:
            self.file.close()
        except ValueError:
            pass
        except (OSError, BaseException) as error:
            logger.debug("Exception ignored", exc_info=True)

    async def clear(self):
        for item in self:
            try: item()
            except Exception: logger.debug("Exception ignored", exc_info=True)
