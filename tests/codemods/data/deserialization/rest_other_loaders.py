import joblib
import marshal
import numpy as np
import pandas as pd
import shelve


def read(path):
    yield np.load(path, allow_pickle=True)
    yield np.load(path)
    yield joblib.load(path)
    yield pd.read_pickle(path)
    yield shelve.open(path)
    yield marshal.loads(path)
