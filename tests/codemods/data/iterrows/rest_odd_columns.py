import pandas as pd


def show(frame: pd.DataFrame, name):
    for _, one in frame.iterrows():
        print(one["unit price"])
    for _, two in frame.iterrows():
        print(two[name])
    for _, three in frame.iterrows():
        print(three[0])
    for _, four in frame.iterrows():
        print(four["class"], four["_id"], four["Index"], four["größe"])
