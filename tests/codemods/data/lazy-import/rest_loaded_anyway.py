import pandas as pd
import scipy.stats
import sklearn
import torch
from pandas import Series
from torch_xla import runtime


def table(rows):
    return pd.DataFrame(rows)


def series(rows):
    return Series(rows)


def tensor(rows):
    return torch.tensor(rows)


def mean(rows):
    return scipy.stats.gmean(rows)


print(sklearn, runtime)
