import pandas as pd


def add(frame: pd.DataFrame, rows, series: pd.Series):
    frame = frame.append(rows)
    frame = frame.append(series, ignore_index=True)
    frame = frame.append({"a": 1})
    return frame.append([frame, frame])
