import os


def newest(folders: list = [], /, *names: str) -> str:
    return max(os.listdir(*folders))
# output
import os
from typing import Optional


def newest(folders: Optional[list] = None, /, *names: str) -> str:
    if folders is None:
        folders = []
    return max(os.listdir(*folders))
