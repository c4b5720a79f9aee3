import pandas as pd


def show(frame: pd.DataFrame, other):
    for i, row in frame.iterrows():
        print(row["a"])
    for i, row in enumerate(other):
        print(i, row)
# output
import pandas as pd


def show(frame: pd.DataFrame, other):
    for row in frame.itertuples(index=False):
        print(row.a)
    for i, row in enumerate(other):
        print(i, row)
