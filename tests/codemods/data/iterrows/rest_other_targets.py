import pandas as pd


def show(frame: pd.DataFrame):
    for pair in frame.iterrows():
        print(pair[1]["a"])
    for _, (first, second) in frame.iterrows():
        print(first, second)
    return [row["a"] for _, row in frame.iterrows()]
