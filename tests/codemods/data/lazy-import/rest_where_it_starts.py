import numba
import pandas as pd
import spacy
import sympy
import torch


class Model:
    def __init__(self):
        self.model = torch.nn.Module()

    def __del__(self):
        spacy.close()

    async def table(self, rows):
        return pd.DataFrame(rows)


@numba_jit
def fast(x):
    return numba.prange(x)


def one(names): return sympy.symbols(names)
