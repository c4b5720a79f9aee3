import pandas as pd


def show(frame: pd.DataFrame, call):
    for _, row in frame.iterrows():
        call(row, row["a"])
    for _, row in frame.iterrows():
        row["a"] = 1
    for _, row in frame.iterrows():
        print(row.get("a"), row["b"])
    for _, row in frame.iterrows():
        print(row["a"])
    return row
