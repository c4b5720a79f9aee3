import pandas as pd


def add(path, other: pd.DataFrame, data):
    frame = pd.read_csv(path, chunksize=10)
    table = pd.DataFrame() if path else data
    return frame.append(other), table.append(other), data.append(other)
