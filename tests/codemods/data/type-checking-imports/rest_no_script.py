from __future__ import annotations

import os
from decimal import Decimal


def f(a: Decimal):
    return os
