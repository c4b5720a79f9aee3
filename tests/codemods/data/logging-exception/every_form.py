import logging
import traceback

logger = logging.getLogger(__name__)


class Cart:
    def __init__(self):
        self.log = logging.getLogger("cart")

    async def load(self, path):
        try:
            await path.load()
        except (ValueError, Exception):
            if path:
                self.log.error("%s failed", path, extra={"a": 1})
        try:
            path.save()
        except:  # noqa: E722
            return logging.error(
                "cannot save",  # a comment
            )
        finally:
            logger.error("not in the block")

    def other(self):
        for item in self:
            try:
                item()
            except BaseException as error:
                logger.error(f"{item}: {error}")
                logger.error("and more")
# output
import logging
import traceback

logger = logging.getLogger(__name__)


class Cart:
    def __init__(self):
        self.log = logging.getLogger("cart")

    async def load(self, path):
        try:
            await path.load()
        except (ValueError, Exception):
            if path:
                self.log.exception("%s failed", path, extra={"a": 1})
        try:
            path.save()
        except:  # noqa: E722
            return logging.exception(
                "cannot save",  # a comment
            )
        finally:
            logger.error("not in the block")

    def other(self):
        for item in self:
            try:
                item()
            except BaseException as error:
                logger.exception(f"{item}: {error}")
                logger.error("and more")
