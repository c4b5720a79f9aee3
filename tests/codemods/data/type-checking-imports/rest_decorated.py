from __future__ import annotations

import app
from decimal import Decimal


@app.get("/")
def f(a: Decimal):
    return a

if __name__ == "__main__":
    print(1)
