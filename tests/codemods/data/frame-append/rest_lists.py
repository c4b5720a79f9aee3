import pandas as pd


def gather(paths, rows: list):
    frames = []
    for path in paths:
        frames.append(pd.read_csv(path))
        rows.append(path)
    return pd.concat(frames)
