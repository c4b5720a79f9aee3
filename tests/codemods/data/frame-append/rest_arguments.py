import pandas as pd


def add(frame: pd.DataFrame, others, options):
    return frame.append(*others), frame.append(frame, **options), frame.append()
