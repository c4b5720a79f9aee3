# minimum Python: 3.8
import asyncio
import functools


@functools.lru_cache(maxsize=None)
def f():
    try:
        pass
    except asyncio.TimeoutError:
        raise
