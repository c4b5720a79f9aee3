import pandas as pd
import matplotlib

matplotlib.use("Agg")


def table(rows):
    return pd.DataFrame(rows)


def series(rows):
    return pd.Series(rows)


def style():
    return matplotlib.style
