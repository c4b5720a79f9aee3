from pandas import DataFrame, read_csv


def load(paths):
    frame = DataFrame()
    for path in paths:
        frame = frame.append(read_csv(path))
    return frame.append(DataFrame({"a": [1]}).dropna(), sort=False)
# output
import pandas
from pandas import DataFrame, read_csv


def load(paths):
    frame = DataFrame()
    for path in paths:
        frame = pandas.concat([frame, read_csv(path)])
    return pandas.concat([frame, DataFrame({"a": [1]}).dropna()], sort=False)
