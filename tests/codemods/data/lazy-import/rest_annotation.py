from __future__ import annotations

import pandas as pd
import sympy
import torch


def table(rows) -> pd.DataFrame:
    return pd.DataFrame(rows)


def symbols(names=sympy.Symbol):
    return sympy.symbols(names)


@torch.no_grad()
def run(model):
    return model(torch.ones(1))
