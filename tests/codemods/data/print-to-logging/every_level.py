import logging

log = logging.getLogger(__name__)


class Loader:
    def load(self, path, value):
        print("DEBUG 100%", value, path)
        print("Warning: nothing in", path)
        print(f"[WARN] {path!r} is {value:>5} wide")  # kept
        print("Failed to load")
        print(
            f"could not load {path}",
        )
        try:
            path.load()
        except OSError as error:
            print(f"{path}: an error, {error}")
# output
import logging

log = logging.getLogger(__name__)


class Loader:
    def load(self, path, value):
        log.debug("DEBUG 100%% %s %s", value, path)
        log.warning("Warning: nothing in %s", path)
        log.warning(f"[WARN] {path!r} is {value:>5} wide")  # kept
        log.error("Failed to load")
        log.error(
            "could not load %s", path,
        )
        try:
            path.load()
        except OSError as error:
            log.error("%s: an error, %s", path, error)
