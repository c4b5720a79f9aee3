# minimum Python: 3.11
import asyncio
import functools
import re

name = u"cart"
raw = "cart".encode("utf-8")
empty = str()
digits = re.compile("\d+")
text = f"no fields {{at all}}"
kinds = {"a", "b", "a"}
ordered = list(sorted(kinds))


@functools.lru_cache(maxsize=None)
def load(path):
    try:
        with open(path) as file:
            return file.read()
    except (IOError,) as error:
        raise EnvironmentError(str(error))
    except asyncio.TimeoutError:
        return ""
# output
# minimum Python: 3.11
import functools
import re

name = "cart"
raw = b"cart"
empty = ""
digits = re.compile(r"\d+")
text = "no fields {at all}"
kinds = {"a", "b"}
ordered = sorted(kinds)


@functools.cache
def load(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError as error:
        raise OSError(str(error))
    except TimeoutError:
        return ""
