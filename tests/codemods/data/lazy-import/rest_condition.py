try:
    import pandas as pd
except ImportError:
    pd = None

if True:
    import torch


def table(rows):
    return pd.DataFrame(rows)


def tensor(rows):
    return torch.tensor(rows)
