import pandas as pd


def show(frame, chunks):
    for _, row in frame.iterrows():
        print(row["a"])
    for chunk in pd.read_csv(chunks, chunksize=5):
        for _, row in chunk.iterrows():
            print(row["a"])
