import pandas as pd


def columns(frame: pd.DataFrame, text: "pd.DataFrame"):
    frame.pad(inplace=True)
    return dict(frame.iteritems()), text.backfill().head()
# output
import pandas as pd


def columns(frame: pd.DataFrame, text: "pd.DataFrame"):
    frame.ffill(inplace=True)
    return dict(frame.items()), text.bfill().head()
