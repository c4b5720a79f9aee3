import pandas as pd


def show(frame: pd.DataFrame):
    for i, row in frame.iterrows():
        print(i, row["a"])
