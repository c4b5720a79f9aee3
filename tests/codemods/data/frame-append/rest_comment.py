import pandas as pd


def add(frame: pd.DataFrame, other: pd.DataFrame):
    return frame.append(
        other,  # those of today
    )
