import pandas as pd


class DataFrame(list):
    pass


def add(frame: DataFrame, other: DataFrame):
    return frame.append(other), pd
