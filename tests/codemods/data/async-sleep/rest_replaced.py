import time
from unittest import mock


async def poll():
    time.sleep(1)


@mock.patch("time.sleep")
def check_poll(sleep):
    run(poll())
